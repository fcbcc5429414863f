package dev.loadstone.runner.http;

import io.netty.channel.RecvByteBufAllocator;

/** What the HTTP/1.1 connections of an event loop read and write with, one after the other. */
final class LoopBuffers implements AutoCloseable {
    private final LoopBuffer requests = new LoopBuffer(512);
    private final LoopBuffer lines = new LoopBuffer(1024);
    private final LoopBuffer bodies = new LoopBuffer(4096);
    private final LoopBuffer reads = new LoopBuffer(64 * 1024);
    private final LoopInput input = new LoopInput(reads);

    LoopBuffer requests() {
        return requests;
    }

    LoopBuffer lines() {
        return lines;
    }

    LoopBuffer bodies() {
        return bodies;
    }

    /** Has channels read into one of them; not for handlers that keep what they are given. */
    RecvByteBufAllocator input() {
        return input;
    }

    @Override
    public void close() {
        requests.close();
        lines.close();
        bodies.close();
        reads.close();
    }
}
