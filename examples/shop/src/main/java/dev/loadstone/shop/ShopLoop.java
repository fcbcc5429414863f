package dev.loadstone.shop;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.lang.System.Logger.Level;
import java.util.function.Supplier;

/** One event loop of the shop: it takes requests, has them answered at once, and sends each answer when it is due. */
final class ShopLoop extends VerticleBase {
    private static final System.Logger LOG = System.getLogger(ShopLoop.class.getName());
    private static final Buffer NOTHING = Buffer.buffer();

    private final HttpServerOptions options;
    private final Routes routes;
    private final Counters counters;
    private final Mischief mischief;
    private final Freezer freezer;
    private int port;

    ShopLoop(HttpServerOptions options, Routes routes, Counters counters, Mischief mischief, Freezer freezer) {
        this.options = options;
        this.routes = routes;
        this.counters = counters;
        this.mischief = mischief;
        this.freezer = freezer;
    }

    @Override
    public Future<HttpServer> start() {
        return vertx.createHttpServer(options)
                .requestHandler(this::receive)
                .listen()
                .onSuccess(server -> port = server.actualPort());
    }

    /** Where it listens; known once it is deployed. */
    int port() {
        return port;
    }

    private void receive(HttpServerRequest http) {
        Endpoint endpoint = routes.find(http.method(), http.path() == null ? "" : http.path());
        Tally tally = endpoint.operations() ? null : counters.current();
        if (tally != null) {
            tally.came(endpoint);
        }
        var exchange = new Exchange(http, tally);
        if (endpoint.takesBody()) {
            exchange.read(body -> serve(endpoint, exchange, body));
        } else {
            serve(endpoint, exchange, NOTHING);
        }
    }

    private void serve(Endpoint endpoint, Exchange exchange, Buffer body) {
        var request = new ShopRequest(exchange.http(), body);
        if (endpoint.operations()) {
            exchange.send(answer(() -> endpoint.handler().apply(request)));
            return;
        }
        try {
            long delay = mischief.delayMillis(exchange.http());
            Answer answer = answer(() -> mischief.answer(exchange.http())
                    .orElseGet(() -> endpoint.handler().apply(request)));
            sendAfter(delay, exchange, answer);
        } catch (Refusal refusal) {
            sendAfter(0, exchange, refusal.answer());
        }
    }

    private void sendAfter(long delayMillis, Exchange exchange, Answer answer) {
        if (delayMillis == 0) {
            freezer.pass(() -> exchange.send(answer));
        } else {
            vertx.setTimer(delayMillis, timer -> freezer.pass(() -> exchange.send(answer)));
        }
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
