package dev.loadstone.shop;

import io.vertx.core.http.HttpConnection;
import java.util.IdentityHashMap;
import java.util.Map;

/** One event loop's open connections, and in which tally each of them was counted as used; so it is once in each. */
final class Connections {
    private final Counters counters;
    private final Map<HttpConnection, Tally> lastUse = new IdentityHashMap<>();

    Connections(Counters counters) {
        this.counters = counters;
    }

    void opened(HttpConnection connection) {
        Tally tally = counters.current();
        tally.met(Event.CONNECTION_ACCEPTED);
        counters.connections(1);
        lastUse.put(connection, Tally.NONE);
        connection.closeHandler(closed -> {
            if (lastUse.remove(connection) != null) {
                counters.connections(-1);
            }
        });
    }

    /** A counted request came over it. */
    void used(HttpConnection connection, Tally tally) {
        Tally last = lastUse.get(connection);
        if (last != null && last != tally) {
            lastUse.put(connection, tally);
            tally.met(Event.CONNECTION_USED);
        }
    }
}
