package dev.loadstone.runner.http;

import io.netty.channel.EventLoop;
import java.util.ArrayDeque;

/**
 * The requests that go out at the end of this turn of the event loop. All that has come is read first: no response waits, and is
 * measured, behind the system calls of other users' requests, and a target on the same machine is woken less often.
 */
final class Departures implements Runnable {
    private final EventLoop loop;
    private final ArrayDeque<Http1Connection> connections = new ArrayDeque<>();

    Departures(EventLoop loop) {
        this.loop = loop;
    }

    void add(Http1Connection connection) {
        if (connections.isEmpty()) {
            loop.execute(this);
        }
        connections.addLast(connection);
    }

    @Override
    public void run() {
        try {
            for (Http1Connection next = connections.peekFirst(); next != null; next = connections.peekFirst()) {
                try {
                    next.depart();
                } finally {
                    connections.removeFirst();
                }
            }
        } finally {
            if (!connections.isEmpty()) {
                loop.execute(this);
            }
        }
    }
}
