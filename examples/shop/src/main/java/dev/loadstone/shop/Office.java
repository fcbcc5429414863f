package dev.loadstone.shop;

import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** What only the user {@code admin} sees, who proves to be it by HTTP's basic authentication. */
final class Office {
    private static final String BASIC = "Basic ";

    private final byte[] credentials;
    private final Carts carts;
    private final OrderNumbers orders;

    Office(String password, Carts carts, OrderNumbers orders) {
        this.credentials = ("admin:" + password).getBytes(StandardCharsets.UTF_8);
        this.carts = carts;
        this.orders = orders;
    }

    Answer stats(ShopRequest request) {
        admit(request.http().getHeader("Authorization"));
        return Answer.json(
                200,
                new JsonObject()
                        .put("products", Catalogue.SIZE)
                        .put("carts", carts.size())
                        .put("orders", orders.given()));
    }

    private void admit(@Nullable String header) {
        if (header == null || !header.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
            throw Refusal.basic("send Authorization: Basic");
        }
        try {
            byte[] sent =
                    Base64.getDecoder().decode(header.substring(BASIC.length()).strip());
            if (!MessageDigest.isEqual(sent, credentials)) {
                throw Refusal.basic("user and password do not match");
            }
        } catch (IllegalArgumentException e) {
            throw Refusal.basic("the credentials are not Base64");
        }
    }
}
