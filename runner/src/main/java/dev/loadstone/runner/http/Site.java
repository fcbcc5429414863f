package dev.loadstone.runner.http;

import dev.loadstone.protocol.Slice;
import dev.loadstone.protocol.Target;
import dev.loadstone.protocol.Target.Connections.Mode;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/** A target as one event loop reaches it: its limits, and how many connections there are. */
final class Site implements AutoCloseable {
    private static final long NANOS = 1_000_000;
    /** A stream's number has 31 bits, and a client uses every other one. */
    private static final int MOST_STREAMS = 1 << 29;

    private final int index;
    private final HttpClient client;
    private final Target target;
    private final Dialer dialer;
    private final Pool common = new Pool(this);
    private final boolean perUser;
    private final int mostConnections;
    private final int mostRequests;
    private final long mostAgeNanos;
    private final long mostIdleNanos;
    private final int preconnect;
    private final Set<Connection> open = new HashSet<>();
    /** Users' pools that wait for leave to dial, in the order in which they asked. */
    private final ArrayDeque<Pool> starving = new ArrayDeque<>();
    /** Of all users, the one that is idle longest first; kept only where one may have to give way to another. */
    private final Set<Connection> idle = new LinkedHashSet<>();

    private int connections;
    private int perConnection;
    private boolean closed;

    Site(int index, HttpClient client, Target target, Slice share, Dialer dialer) {
        this.index = index;
        this.client = client;
        this.target = target;
        this.dialer = dialer;
        Target.Connections limits = target.connections();
        perUser = limits.mode() == Mode.PER_USER;
        boolean once = limits.mode() == Mode.PER_REQUEST || !limits.keepAlive();
        mostConnections = limits.max() == 0 ? Integer.MAX_VALUE : Math.max(1, (int) share.share(limits.max()));
        mostRequests = once ? 1 : limits.maxRequests() == 0 ? MOST_STREAMS : limits.maxRequests();
        mostAgeNanos = limits.maxAgeMillis() == 0 ? Long.MAX_VALUE : limits.maxAgeMillis() * NANOS;
        mostIdleNanos = limits.idleMillis() == 0 ? Long.MAX_VALUE : limits.idleMillis() * NANOS;
        preconnect = (int) Math.min(mostConnections, share.share(limits.preconnect()));
        perConnection = mayBeHttp2(target) ? mostRequests : 1;
    }

    private static boolean mayBeHttp2(Target target) {
        return switch (target.protocol()) {
            case HTTP_1 -> false;
            case HTTP_2 -> true;
            case AUTO -> target.isTls();
        };
    }

    int index() {
        return index;
    }

    HttpClient client() {
        return client;
    }

    Target target() {
        return target;
    }

    Dialer dialer() {
        return dialer;
    }

    long timeoutNanos() {
        return target.requestTimeoutMillis() * NANOS;
    }

    int mostRequests() {
        return mostRequests;
    }

    boolean isFresh(Connection connection, long now) {
        return now - connection.openedNanos < mostAgeNanos && now - connection.idleSinceNanos < mostIdleNanos;
    }

    boolean isYoung(Connection connection, long now) {
        return now - connection.openedNanos < mostAgeNanos;
    }

    /** Exchanges that a new connection will take at once, going by those before it. */
    int perConnection() {
        return perConnection;
    }

    void carries(int streams) {
        perConnection = Math.clamp(streams, 1, mostRequests);
    }

    /** Where the exchange's connections come from. */
    Pool pool(Exchange exchange) {
        return perUser ? exchange.wallet().pool(this) : common;
    }

    /** Connections that nobody has used yet belong to it where each user has some of its own. */
    Pool common() {
        return common;
    }

    List<CompletableFuture<Void>> preconnect() {
        return IntStream.range(0, preconnect)
                .filter(any -> connections < mostConnections)
                .mapToObj(any -> {
                    connections++;
                    return common.dial(client.now());
                })
                .toList();
    }

    /** Whether the pool may dial now; else it is asked again when a connection closes, and one that nobody uses closes. */
    boolean claim(Pool pool) {
        if (connections < mostConnections) {
            connections++;
            return true;
        }
        if (!pool.isStarving()) {
            pool.starve(true);
            starving.add(pool);
        }
        if (!idle.isEmpty()) {
            idle.iterator().next().retire();
        }
        return false;
    }

    /** Somebody else waits for leave to dial. */
    boolean isContended() {
        return perUser && !starving.isEmpty();
    }

    void opened(Connection connection) {
        open.add(connection);
        if (closed) {
            connection.close();
        }
    }

    void idle(Connection connection) {
        if (perUser && mostConnections < Integer.MAX_VALUE) {
            idle.add(connection);
        }
    }

    void busy(Connection connection) {
        if (perUser) {
            idle.remove(connection);
        }
    }

    void lost(Connection connection) {
        if (open.remove(connection)) {
            freed();
        }
    }

    /** A connection closed, or could not be opened. */
    void freed() {
        connections--;
        while (connections < mostConnections && !starving.isEmpty()) {
            Pool next = starving.remove();
            next.starve(false);
            next.demand(client.now());
        }
    }

    @Override
    public void close() {
        closed = true;
        Set.copyOf(open).forEach(Connection::close);
        dialer.close();
    }
}
