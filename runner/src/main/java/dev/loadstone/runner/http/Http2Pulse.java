package dev.loadstone.runner.http;

import java.util.concurrent.TimeUnit;

/** Asks a server from which nothing at all came since a request left whether it is still there, and closes the connection if not. */
final class Http2Pulse {
    private final Http2Session session;
    private final long patienceMillis;
    private boolean asked;

    Http2Pulse(Http2Session session, long patienceMillis) {
        this.session = session;
        this.patienceMillis = patienceMillis;
    }

    /** A slow server answers a ping at once; one that is gone would keep further requests waiting, each for its own timeout. */
    void feel(Exchange unanswered) {
        long heardNanos = session.readNanos();
        if (asked || unanswered.writtenNanos() - heardNanos <= 0) {
            return;
        }
        asked = true;
        session.outbox().ping();
        session.context().executor().schedule(() -> conclude(heardNanos), patienceMillis, TimeUnit.MILLISECONDS);
    }

    private void conclude(long heardNanos) {
        asked = false;
        if (session.readNanos() == heardNanos) {
            session.context().close();
        }
    }
}
