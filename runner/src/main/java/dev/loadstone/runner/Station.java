package dev.loadstone.runner;

import dev.loadstone.runner.http.Transport;
import dev.loadstone.runner.report.Clocks;
import io.netty.channel.EventLoop;

/** Where one event loop's load is made: its thread, how it is connected, and the clocks. */
record Station(EventLoop thread, Transport transport, Clocks clocks) {
    long nanos() {
        return clocks.nanos();
    }
}
