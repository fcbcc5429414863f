package dev.loadstone.shop;

import static io.vertx.core.http.HttpMethod.DELETE;
import static io.vertx.core.http.HttpMethod.GET;
import static io.vertx.core.http.HttpMethod.POST;
import static io.vertx.core.http.HttpMethod.PUT;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerOptions;
import java.util.List;
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
    private final OrderNumbers numbers = new OrderNumbers(prefix());
    private final Seasons seasons = new Seasons(new OrderNumbers(prefix()));
    private final Catalogue catalogue = new Catalogue(seasons);
    private final Carts carts = new Carts(MAX_CARTS);
    private final Counters counters = new Counters(seasons);

    ShopFloor(Vertx vertx, ShopSettings settings) {
        this.vertx = vertx;
        this.settings = settings;
        this.panel = new KnobPanel(settings.knobs(), System::nanoTime);
    }

    private static String prefix() {
        return UUID.randomUUID().toString().substring(0, 8);
    }

    ShopLoop loop() {
        var plain = new HttpServerOptions()
                .setHost(settings.host())
                // Below zero: any free port, and the same for every loop of the deployment.
                .setPort(settings.port() == 0 ? -1 : settings.port())
                .setAcceptBacklog(4_096)
                .setHandle100ContinueAutomatically(true)
                // Clients that give up on many slow answers are what the shop is for, and no attack.
                .setHttp2RstFloodMaxRstFramePerWindow(1_000_000);
        var mischief = new Mischief(panel, new SplittableRandom());
        var freezer = new Freezer(vertx, panel::frozenMillis);
        return new ShopLoop(doors(plain), routes(), counters, mischief, freezer);
    }

    private List<HttpServerOptions> doors(HttpServerOptions plain) {
        return settings.tls() == null
                ? List.of(plain)
                : List.of(plain, settings.tls().on(plain));
    }

    private Routes routes() {
        var routes = new Routes();
        browse(routes);
        buy(routes);
        probe(routes);
        operate(routes);
        return routes;
    }

    private void browse(Routes routes) {
        routes.serve(GET, "/", request -> HOME)
                .serve(GET, "/api/products", catalogue::list)
                .serve(GET, "/api/products/search", catalogue::search)
                .serve(GET, "/api/products/{id}", catalogue::detail)
                .serve(GET, Catalogue.RELATED.text(), catalogue::related)
                .serve(POST, "/api/seasons", seasons::create)
                .serve(DELETE, Seasons.ONE.text(), seasons::delete)
                .upload(POST, "/api/reviews", Intake.PARTS, Reviews::review)
                .upload(PUT, "/api/images/{name}", Intake.DIGEST, Reviews::image);
    }

    private void buy(Routes routes) {
        var checkout = new Checkout(catalogue, carts, numbers, new Tokens(settings.key()));
        var account = new Account(settings.key(), new SplittableRandom());
        var office = new Office(settings.adminPassword(), carts, numbers);
        routes.serve(POST, "/api/auth/login", checkout::login)
                .serve(GET, "/api/cart", checkout::cart)
                .serve(POST, "/api/cart", checkout::fill)
                .serve(POST, "/api/orders", checkout::order)
                .serve(GET, "/api/admin/stats", office::stats)
                .serve(GET, "/account", account::show)
                .serve(GET, "/account/login", account::form)
                .serve(POST, "/account/login", account::login)
                .serve(POST, "/account/logout", account::logout);
    }

    /** What no shop has, but who tests a client needs. */
    private void probe(Routes routes) {
        var odd = new OddBodies(vertx);
        routes.serve(GET, "/latency/constant", Latency::constant)
                .serve(GET, "/latency/uniform", Latency::uniform)
                .serve(GET, "/latency/exponential", Latency::exponential)
                .serve(GET, "/latency/bimodal", Latency::bimodal)
                .serve(GET, "/blob", odd::blob)
                .serve(GET, "/endless", odd::endless)
                .serve(GET, "/torn", odd::torn)
                .serve(GET, "/reset", odd::reset)
                .serve(GET, "/garbled", odd::garbled)
                .serve(GET, "/cookies", CookieJar::serve)
                .serveAll("/echo", Echo::show)
                .serveAll("/redirects/away", Redirects::away)
                .serveAll(Redirects.CHAIN.text(), Redirects::chain);
    }

    private void operate(Routes routes) {
        routes.operate(GET, "/healthz", request -> HEALTHY)
                .operate(GET, "/counters", counters::show)
                .operate(DELETE, "/counters", counters::reset)
                .operate(GET, "/knobs", panel::show)
                .operate(PUT, "/knobs", panel::turn)
                .operate(DELETE, "/knobs", panel::reset);
    }
}
