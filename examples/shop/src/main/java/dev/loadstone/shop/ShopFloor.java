package dev.loadstone.shop;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerOptions;
import java.util.SplittableRandom;
import java.util.UUID;

/** What all event loops of a shop share, and how each loop is put together from it. */
final class ShopFloor {
    private static final int MAX_CARTS = 10_000;
    private static final Answer HOME = Answer.html("""
            <!doctype html><html lang="en"><title>Shop</title><h1>Shop</h1>
            <p>A shop to aim load at. <a href="/api/products">Products</a>, <a href="/counters">counters</a>,
            <a href="/knobs">knobs</a>.</p></html>
            """);
    private static final Answer HEALTHY = Answer.json(200, Buffer.buffer("{\"healthy\":true}"));

    private final Vertx vertx;
    private final ShopSettings settings;
    private final KnobPanel panel;
    private final Catalogue catalogue = new Catalogue();
    private final Carts carts = new Carts(MAX_CARTS);
    private final Counters counters = new Counters();
    private final OrderNumbers numbers =
            new OrderNumbers(UUID.randomUUID().toString().substring(0, 8));

    ShopFloor(Vertx vertx, ShopSettings settings) {
        this.vertx = vertx;
        this.settings = settings;
        this.panel = new KnobPanel(settings.knobs(), System::nanoTime);
    }

    ShopLoop loop() {
        var options = new HttpServerOptions()
                .setHost(settings.host())
                // Below zero: any free port, and the same for every loop of the deployment.
                .setPort(settings.port() == 0 ? -1 : settings.port())
                .setAcceptBacklog(4_096)
                .setHandle100ContinueAutomatically(true);
        var mischief = new Mischief(panel, new SplittableRandom());
        var freezer = new Freezer(vertx, panel::frozenMillis);
        return new ShopLoop(options, routes(), counters, mischief, freezer);
    }

    private Routes routes() {
        var checkout = new Checkout(catalogue, carts, numbers, new Tokens(settings.key()));
        return new Routes()
                .serve(HttpMethod.GET, "/", request -> HOME)
                .serve(HttpMethod.POST, "/api/auth/login", checkout::login)
                .serve(HttpMethod.GET, "/api/products", catalogue::list)
                .serve(HttpMethod.GET, "/api/products/search", catalogue::search)
                .serve(HttpMethod.GET, "/api/products/{id}", catalogue::detail)
                .serve(HttpMethod.GET, "/api/cart", checkout::cart)
                .serve(HttpMethod.POST, "/api/cart", checkout::fill)
                .serve(HttpMethod.POST, "/api/orders", checkout::order)
                .operate(HttpMethod.GET, "/healthz", request -> HEALTHY)
                .operate(HttpMethod.GET, "/counters", counters::show)
                .operate(HttpMethod.DELETE, "/counters", counters::reset)
                .operate(HttpMethod.GET, "/knobs", panel::show)
                .operate(HttpMethod.PUT, "/knobs", panel::turn)
                .operate(HttpMethod.DELETE, "/knobs", panel::reset);
    }
}
