package dev.loadstone.shop;

import io.netty.channel.EventLoop;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.internal.ContextInternal;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** One event loop of the shop: it takes requests, has them answered at once, and sends each answer when it is due. */
final class ShopLoop extends VerticleBase {
    private static final System.Logger LOG = System.getLogger(ShopLoop.class.getName());

    private final List<HttpServerOptions> doors;
    private final Routes routes;
    private final Counters counters;
    private final Mischief mischief;
    private final Freezer freezer;
    private final Connections connections;
    private final List<Integer> ports = new ArrayList<>();

    /** @param doors where it listens: in plain text and, if there is a second one, with TLS */
    ShopLoop(List<HttpServerOptions> doors, Routes routes, Counters counters, Mischief mischief, Freezer freezer) {
        this.doors = List.copyOf(doors);
        this.routes = routes;
        this.counters = counters;
        this.mischief = mischief;
        this.freezer = freezer;
        this.connections = new Connections(counters);
    }

    @Override
    public Future<?> start() {
        Future<?> open = Future.succeededFuture();
        for (HttpServerOptions door : doors) {
            open = open.compose(before -> listen(door));
        }
        return open;
    }

    private Future<HttpServer> listen(HttpServerOptions door) {
        return vertx.createHttpServer(door)
                .connectionHandler(connections::opened)
                .requestHandler(this::receive)
                .listen()
                .onSuccess(server -> ports.add(server.actualPort()));
    }

    /** Where it listens; known once it is deployed. */
    int port() {
        return ports.getFirst();
    }

    OptionalInt tlsPort() {
        return ports.size() < 2 ? OptionalInt.empty() : OptionalInt.of(ports.getLast());
    }

    private void receive(HttpServerRequest http) {
        Endpoint endpoint = routes.find(http.method(), http.path() == null ? "" : http.path());
        if (endpoint.operations()) {
            var exchange = new Exchange(http, null);
            endpoint.intake().read(http, content -> operate(endpoint, exchange, content));
            return;
        }
        Tally tally = counters.current();
        tally.came(endpoint, http.version());
        connections.used(http.connection(), tally);
        var exchange = new Exchange(http, tally);
        endpoint.intake().read(http, content -> serve(endpoint, exchange, new ShopRequest(http, content, tally)));
    }

    private static void operate(Endpoint endpoint, Exchange exchange, Content content) {
        var request = new ShopRequest(exchange.http(), content, Tally.NONE);
        exchange.send(answer(() -> endpoint.handler().apply(request)));
    }

    private void serve(Endpoint endpoint, Exchange exchange, ShopRequest request) {
        try {
            long delay = TimeUnit.MILLISECONDS.toNanos(mischief.delayMillis(exchange.http()));
            Answer answer = answer(() -> mischief.answer(exchange.http())
                    .orElseGet(() -> endpoint.handler().apply(request)));
            sendAfter(delay + answer.delayNanos(), exchange, answer);
        } catch (Refusal refusal) {
            sendAfter(0, exchange, refusal.answer());
        }
    }

    private void sendAfter(long delayNanos, Exchange exchange, Answer answer) {
        if (delayNanos == 0) {
            freezer.pass(() -> exchange.send(answer));
            return;
        }
        // Vert.x's own timers count whole milliseconds.
        var context = (ContextInternal) super.context;
        EventLoop loop = context.nettyEventLoop();
        loop.schedule(
                () -> context.emit(sent -> freezer.pass(() -> exchange.send(answer))),
                delayNanos,
                TimeUnit.NANOSECONDS);
    }

    /** What is thrown below would else leave a client without any answer. */
    private static Answer answer(Supplier<Answer> work) {
        try {
            return work.get();
        } catch (Refusal refusal) {
            return refusal.answer();
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "a request failed", e);
            return Answer.error(500, "the shop has a fault");
        }
    }
}
