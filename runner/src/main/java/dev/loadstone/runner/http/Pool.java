package dev.loadstone.runner.http;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Connections of which one is as good as another, and the exchanges that wait for one of them, first come first served. */
final class Pool {
    private final Site site;
    private @Nullable Connection newest;
    private @Nullable Exchange first;
    private @Nullable Exchange last;
    private int waiting;
    private int dials;
    private boolean serving;
    private boolean starving;
    private boolean left;

    Pool(Site site) {
        this.site = site;
    }

    void send(Exchange exchange, long now) {
        Connection idle = first == null || first.retried ? take(now) : null;
        if (idle == null) {
            insert(exchange, last);
            serve(now);
        } else {
            idle.send(exchange, now);
        }
    }

    /** It met a connection that was closed: it is next, and the other idle ones may be as dead. */
    void sendOverNew(Exchange exchange, long now) {
        sendAgain(exchange);
        demand(now);
        if (dials == 0) {
            serve(now);
        }
    }

    /** A connection had no place for it after all: it is next. */
    void sendOverAny(Exchange exchange, long now) {
        sendAgain(exchange);
        serve(now);
    }

    private void sendAgain(Exchange exchange) {
        exchange.connection = null;
        exchange.retried = true;
        insert(exchange, null);
    }

    private void insert(Exchange exchange, @Nullable Exchange before) {
        Exchange after = before == null ? first : before.waitsBefore;
        exchange.pool = this;
        exchange.waitsBehind = before;
        exchange.waitsBefore = after;
        if (before == null) {
            first = exchange;
        } else {
            before.waitsBefore = exchange;
        }
        if (after == null) {
            last = exchange;
        } else {
            after.waitsBehind = exchange;
        }
        waiting++;
    }

    /** It waits no more. */
    void remove(Exchange exchange) {
        Exchange before = exchange.waitsBehind;
        Exchange after = exchange.waitsBefore;
        if (before == null) {
            first = after;
        } else {
            before.waitsBefore = after;
        }
        if (after == null) {
            last = before;
        } else {
            after.waitsBehind = before;
        }
        exchange.waitsBehind = null;
        exchange.waitsBefore = null;
        exchange.pool = null;
        waiting--;
    }

    /** Dials as often as it takes for all that wait, as far as the site lets it. */
    void demand(long now) {
        int need = Math.ceilDiv(waiting, site.perConnection()) - dials;
        for (; need > 0 && site.claim(this); need--) {
            dial(now);
        }
    }

    /** Done when the connection is there or has failed; the site has counted it already. */
    CompletableFuture<Void> dial(long began) {
        var done = new CompletableFuture<Void>();
        dials++;
        site.dialer().dial(this, site).addListener(dialled -> {
            if (dialled.isSuccess()) {
                opened((Connection) dialled.getNow(), began);
                done.complete(null);
            } else {
                // A dial may fail at once, inside of send; its exchange must hear of it later.
                site.client().later(() -> {
                    failed(DialFailure.of(dialled.cause()));
                    done.complete(null);
                });
            }
        });
        return done;
    }

    private void opened(Connection connection, long began) {
        long now = site.client().now();
        dials--;
        connection.openedNanos = now;
        connection.idleSinceNanos = now;
        site.opened(connection);
        Exchange next = first;
        release(connection, now);
        if (next != null && next.connection == connection) {
            next.connected(now - began);
        }
        connection.kept = connection.idle && !connection.isBusy();
    }

    /** As many fail as the other dials would not do for. */
    private void failed(DialFailure failure) {
        dials--;
        if (failure.ownLimit()) {
            site.client().ownLimitReached();
        }
        long now = site.client().now();
        long failing = Math.min(site.perConnection(), waiting - (long) dials * site.perConnection());
        for (; failing > 0 && first != null; failing--) {
            site.client().fail(first, failure.kind(), now);
        }
        site.freed();
        // What one connection carries may have become less since that dial was to do for all of them.
        demand(now);
    }

    /** The connection can take another exchange. */
    void release(Connection connection, long now) {
        if (first == null && !connection.isBusy() && (left || site.isContended())) {
            connection.retire();
            return;
        }
        link(connection);
        serve(now);
    }

    /** Nothing is under way any more on a connection that could take further exchanges all the time. */
    void rested(Connection connection) {
        if (first == null && site.isContended()) {
            connection.retire();
        } else {
            site.idle(connection);
        }
    }

    private void serve(long now) {
        if (first == null || serving) {
            return;
        }
        serving = true;
        try {
            for (Exchange next = uncovered(); next != null; next = uncovered()) {
                Connection idle = take(now);
                if (idle == null) {
                    break;
                }
                remove(next);
                idle.send(next, now);
            }
        } finally {
            serving = false;
        }
        demand(now);
    }

    /**
     * The first in the queue. Where a connection carries one exchange at a time and there is a dial for each that waits, it waits
     * on for two reasons: over TLS there are servers that, after the handshake, wait for a request on that connection and for
     * nothing else; and one that met a closed connection would meet another one.
     */
    private @Nullable Exchange uncovered() {
        boolean waitsForDial = first != null && (first.retried || site.target().isTls());
        return waitsForDial && site.perConnection() == 1 && waiting <= dials ? null : first;
    }

    private @Nullable Connection take(long now) {
        for (Connection next = newest; next != null; next = newest) {
            unlink(next);
            if (next.isFit(now)) {
                return next;
            }
            next.retire();
        }
        Pool common = site.common();
        if (common == this) {
            return null;
        }
        Connection spare = common.take(now);
        if (spare != null) {
            spare.pool = this;
        }
        return spare;
    }

    /** It closed, or will. */
    void lost(Connection connection) {
        if (connection.idle) {
            unlink(connection);
        }
    }

    /** Its user has gone. */
    void leave() {
        left = true;
        for (Connection next = newest; next != null; next = newest) {
            unlink(next);
            next.retire();
        }
    }

    boolean isStarving() {
        return starving;
    }

    void starve(boolean starving) {
        this.starving = starving;
    }

    void link(Connection connection) {
        connection.idle = true;
        connection.older = newest;
        if (newest != null) {
            newest.newer = connection;
        }
        newest = connection;
        if (!connection.isBusy()) {
            site.idle(connection);
        }
    }

    private void unlink(Connection connection) {
        if (connection.newer == null) {
            newest = connection.older;
        } else {
            connection.newer.older = connection.older;
        }
        if (connection.older != null) {
            connection.older.newer = connection.newer;
        }
        connection.newer = null;
        connection.older = null;
        connection.idle = false;
        site.busy(connection);
    }
}
