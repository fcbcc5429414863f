package dev.loadstone.runner;

import dev.loadstone.runner.http.Transport;
import dev.loadstone.runner.report.Clocks;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** The event loops that make load, and their threads. */
final class Loops implements AutoCloseable {
    private final Transport transport;
    private final EventLoopGroup group;
    private final List<EventLoop> loops;

    private Loops(Transport transport, EventLoopGroup group, List<EventLoop> loops) {
        this.transport = transport;
        this.group = group;
        this.loops = loops;
    }

    static Loops open(int count, Transport transport) {
        EventLoopGroup group = transport.loops(count, "load");
        return new Loops(
                transport,
                group,
                IntStream.range(0, count).mapToObj(i -> group.next()).toList());
    }

    /** One of these alone. */
    Loops first() {
        return new Loops(transport, group, loops.subList(0, 1));
    }

    /** One core is left to the collector, the compiler and the reports, where there are several. */
    static int fitting(int cores) {
        return Math.max(1, cores - (cores > 2 ? 1 : 0));
    }

    Transport transport() {
        return transport;
    }

    List<EventLoop> list() {
        return loops;
    }

    Station station(int loop, Clocks clocks) {
        return new Station(loops.get(loop), transport, clocks);
    }

    @Override
    public void close() {
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }
}
