package dev.loadstone.shop;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** A whole request as the shop's parts read it; each accessor refuses what is not there or not well formed. */
record ShopRequest(HttpServerRequest http, Buffer content) {
    /** Far above what any endpoint needs. */
    static final int MAX_BODY = 64 * 1024;

    private static final String BEARER = "Bearer ";
    private static final int MAX_TEXT = 320;

    /** The last segment of the path. */
    String lastSegment() {
        return http.path().substring(http.path().lastIndexOf('/') + 1);
    }

    @Nullable
    String query(String name) {
        if (http.query() == null) {
            return null;
        }
        try {
            MultiMap parameters = http.params();
            return parameters.get(name);
        } catch (IllegalArgumentException e) {
            throw new Refusal(400, "the query is not well encoded");
        }
    }

    int queryNumber(String name, int otherwise, int max) {
        String text = query(name);
        if (text == null) {
            return otherwise;
        }
        int number = text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : 0;
        if (number < 1 || number > max) {
            throw new Refusal(400, name + " is 1 to " + max + ", not " + text);
        }
        return number;
    }

    /** Who sent it, as a valid token says. */
    String email(Tokens tokens) {
        String header = http.getHeader("Authorization");
        if (header == null || !header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            throw new Refusal(401, "send Authorization: Bearer and a token of POST /api/auth/login");
        }
        return tokens.email(header.substring(BEARER.length()).strip())
                .orElseThrow(() -> new Refusal(401, "the token is not valid"));
    }

    JsonObject body() {
        if (content.length() > MAX_BODY) {
            throw new Refusal(413, "the body is above " + MAX_BODY + " bytes");
        }
        try {
            if (Json.decodeValue(content) instanceof JsonObject object) {
                return object;
            }
        } catch (DecodeException e) {
            throw new Refusal(400, "the body is not JSON");
        }
        throw new Refusal(400, "the body is not a JSON object");
    }

    static String text(JsonObject body, String field) {
        if (body.getValue(field) instanceof String text && !text.isBlank() && text.length() <= MAX_TEXT) {
            return text;
        }
        throw new Refusal(400, field + " is a text of 1 to " + MAX_TEXT + " characters");
    }

    static int whole(JsonObject body, String field) {
        Object value = body.getValue(field);
        if (value instanceof Integer number) {
            return number;
        }
        throw new Refusal(400, field + " is a whole number, not " + value);
    }
}
