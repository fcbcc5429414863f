package dev.loadstone.shop;

import io.netty.handler.codec.http.QueryStringDecoder;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A whole request as the shop's parts read it; each accessor refuses what is not there or not well formed.
 *
 * @param tally where what it brings about is counted
 */
record ShopRequest(HttpServerRequest http, Content content, Tally tally) {
    /** Far above what any endpoint needs to see as a whole. */
    static final int MAX_BODY = 64 * 1024;

    private static final String BEARER = "Bearer ";
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final int MAX_TEXT = 320;

    /** The last segment of the path. */
    String lastSegment() {
        return http.path().substring(http.path().lastIndexOf('/') + 1);
    }

    @Nullable
    String query(String name) {
        return http.query() == null ? null : parameters().get(name);
    }

    MultiMap parameters() {
        try {
            return http.params();
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

    /** One that has to be there, with or without a fraction. */
    double queryDecimal(String name, double max) {
        String text = query(name);
        if (text == null) {
            throw new Refusal(400, name + " is missing in the query");
        }
        double number = text.matches("[0-9]{1,9}(\\.[0-9]{1,9})?") ? Double.parseDouble(text) : -1;
        if (number < 0 || number > max) {
            throw new Refusal(400, name + " is 0 to " + max + ", not " + text);
        }
        return number;
    }

    /** Who sent it, as a valid token says. */
    String email(Tokens tokens) {
        String header = http.getHeader("Authorization");
        if (header == null || !header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            throw new Refusal(401, "send Authorization: Bearer and a token of POST /api/auth/login");
        }
        return tokens.text(header.substring(BEARER.length()).strip())
                .orElseThrow(() -> new Refusal(401, "the token is not valid"));
    }

    /** Every byte of the body. */
    Buffer bytes() {
        if (!(content instanceof Content.Whole(Buffer bytes))) {
            throw new IllegalStateException("the endpoint does not take the body as a whole");
        }
        if (bytes.length() > MAX_BODY) {
            throw new Refusal(413, "the body is above " + MAX_BODY + " bytes");
        }
        return bytes;
    }

    JsonObject body() {
        Buffer bytes = bytes();
        try {
            if (Json.decodeValue(bytes) instanceof JsonObject object) {
                return object;
            }
        } catch (DecodeException e) {
            throw new Refusal(400, "the body is not JSON");
        }
        throw new Refusal(400, "the body is not a JSON object");
    }

    /** The fields of an HTML form. */
    Map<String, List<String>> form() {
        String type = http.getHeader(HttpHeaders.CONTENT_TYPE);
        if (type == null || !type.regionMatches(true, 0, FORM, 0, FORM.length())) {
            throw new Refusal(415, "send " + FORM + ", not " + type);
        }
        try {
            return new QueryStringDecoder(bytes().toString(StandardCharsets.UTF_8), false).parameters();
        } catch (IllegalArgumentException e) {
            throw new Refusal(400, "the form is not well encoded");
        }
    }

    static String text(Map<String, List<String>> form, String field) {
        return text(form.getOrDefault(field, List.of("")).getFirst(), field);
    }

    static String text(JsonObject body, String field) {
        return text(body.getValue(field), field);
    }

    private static String text(@Nullable Object value, String field) {
        if (value instanceof String text && !text.isBlank() && text.length() <= MAX_TEXT) {
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
