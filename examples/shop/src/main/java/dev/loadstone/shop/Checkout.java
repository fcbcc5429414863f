package dev.loadstone.shop;

import io.vertx.core.json.JsonObject;

/** Signing in, and what only a signed-in buyer can do. One for each event loop, over carts that all share. */
final class Checkout {
    private final Catalogue catalogue;
    private final Carts carts;
    private final OrderNumbers numbers;
    private final Tokens tokens;

    Checkout(Catalogue catalogue, Carts carts, OrderNumbers numbers, Tokens tokens) {
        this.catalogue = catalogue;
        this.carts = carts;
        this.numbers = numbers;
        this.tokens = tokens;
    }

    Answer login(ShopRequest request) {
        JsonObject body = request.body();
        String email = ShopRequest.text(body, "email");
        if (ShopRequest.text(body, "password").equals("wrong")) {
            throw new Refusal(401, "email and password do not match");
        }
        request.tally().logins().add(email);
        return Answer.json(200, new JsonObject().put("token", tokens.issue(email)));
    }

    Answer cart(ShopRequest request) {
        return Answer.json(200, carts.of(request.email(tokens)).json());
    }

    Answer fill(ShopRequest request) {
        String email = request.email(tokens);
        Cart.Line line = line(request);
        Cart cart = carts.change(email, before -> before.with(line.product(), line.quantity()));
        return Answer.json(201, cart.summary());
    }

    Answer order(ShopRequest request) {
        request.email(tokens);
        Cart.Line line = line(request);
        return Answer.json(201, new JsonObject().put("orderId", numbers.next()).put("total", line.cents() / 100.0));
    }

    private Cart.Line line(ShopRequest request) {
        JsonObject body = request.body();
        Product product = catalogue.product(ShopRequest.whole(body, "productId"));
        return new Cart.Line(product, product.sold(ShopRequest.whole(body, "quantity")));
    }
}
