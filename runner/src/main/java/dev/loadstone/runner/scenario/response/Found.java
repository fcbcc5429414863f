package dev.loadstone.runner.scenario.response;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.loadstone.protocol.Capture;
import dev.loadstone.protocol.JsonPath;
import dev.loadstone.runner.scenario.cookie.SetCookie;
import dev.loadstone.runner.scenario.json.JsonQuery;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Where in a response the values are that a capture takes. */
public sealed interface Found {
    /** Name of the header that sets a cookie. */
    byte[] SET_COOKIE = "set-cookie".getBytes(ISO_8859_1);

    static Found of(Capture.Source source) {
        return switch (source) {
            case Capture.Json(JsonPath path) -> new InJson(new JsonQuery(path));
            case Capture.Regex(String regex, int group) -> new InBody(Pattern.compile(regex), group);
            case Capture.HeaderValue(String name) ->
                new InHeader(name.toLowerCase(Locale.ROOT).getBytes(ISO_8859_1));
            case Capture.Cookie(String name) -> new InCookie(name);
            case Capture.Status status -> new StatusCode();
            case Capture.WholeBody body -> new WholeBody();
        };
    }

    /** Whether the header lines are looked at. */
    default boolean readsHead() {
        return this instanceof InHeader || this instanceof InCookie;
    }

    /** Whether the body is looked at. */
    default boolean readsBody() {
        return this instanceof InJson || this instanceof InBody || this instanceof WholeBody;
    }

    /** The values at a path. */
    record InJson(JsonQuery query) implements Found {}

    /** The status code, a number. */
    record StatusCode() implements Found {}

    /** Texts. */
    sealed interface InText extends Found {
        List<String> of(Response response);
    }

    /** A group of each match in the body. */
    record InBody(Pattern pattern, int group) implements InText {
        @Override
        public List<String> of(Response response) {
            return SafeSearch.all(pattern, group, response.body());
        }
    }

    /** The values of the headers of a name. */
    record InHeader(byte[] name) implements InText {
        @Override
        public List<String> of(Response response) {
            return HeaderLines.values(response.head(), name).stream()
                    .map(Found::utf8)
                    .toList();
        }
    }

    /** What a cookie is set to. */
    record InCookie(String name) implements InText {
        @Override
        public List<String> of(Response response) {
            return HeaderLines.values(response.head(), SET_COOKIE).stream()
                    .flatMap(line -> SetCookie.parse(line).stream())
                    .filter(cookie -> cookie.name().equals(name))
                    .map(cookie -> utf8(cookie.value()))
                    .toList();
        }
    }

    /** The whole body. */
    record WholeBody() implements InText {
        @Override
        public List<String> of(Response response) {
            Snapshot body = response.body();
            return List.of(new String(body.bytes(), body.start(), body.end() - body.start(), UTF_8));
        }
    }

    private static String utf8(String bytes) {
        return new String(bytes.getBytes(ISO_8859_1), UTF_8);
    }
}
