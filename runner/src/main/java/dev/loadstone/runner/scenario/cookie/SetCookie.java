package dev.loadstone.runner.scenario.cookie;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What the value of a Set-Cookie header says (RFC 6265, 5.2).
 *
 * @param domain in lower case, without a leading dot; null where there is none
 * @param path null where there is none that starts with a slash
 * @param maxAgeSeconds null where there is none
 * @param expiresMillis since the epoch; null where there is none
 */
public record SetCookie(
        String name,
        String value,
        @Nullable String domain,
        @Nullable String path,
        boolean secure,
        boolean httpOnly,
        @Nullable Long maxAgeSeconds,
        @Nullable Long expiresMillis) {

    /** Nothing where it sets no cookie: it has no name, or holds what must not be sent back. */
    public static Optional<SetCookie> parse(String header) {
        if (header.chars().anyMatch(c -> c < ' ' && c != '\t' || c == 127)) {
            return Optional.empty();
        }
        int semicolon = header.indexOf(';');
        String pair = semicolon < 0 ? header : header.substring(0, semicolon);
        int equals = pair.indexOf('=');
        if (equals < 0 || pair.substring(0, equals).isBlank()) {
            return Optional.empty();
        }
        var attributes = new Attributes();
        for (int at = semicolon; at >= 0; ) {
            int next = header.indexOf(';', at + 1);
            attributes.take(header.substring(at + 1, next < 0 ? header.length() : next));
            at = next;
        }
        return Optional.of(new SetCookie(
                pair.substring(0, equals).strip(),
                pair.substring(equals + 1).strip(),
                attributes.domain,
                attributes.path,
                attributes.secure,
                attributes.httpOnly,
                attributes.maxAgeSeconds,
                attributes.expiresMillis));
    }

    /** When it is over. Max-Age goes before Expires; with neither it stays as long as the user. */
    long endMillis(long nowMillis) {
        if (maxAgeSeconds != null) {
            // No cookie lives longer than its user: a thousand years do not overflow.
            return maxAgeSeconds <= 0 ? Long.MIN_VALUE : nowMillis + Math.min(maxAgeSeconds, 31_536_000_000L) * 1000;
        }
        return expiresMillis == null ? Long.MAX_VALUE : expiresMillis;
    }

    /** The attributes as they come: of several of one name the last counts. */
    private static final class Attributes {
        private @Nullable String domain;
        private @Nullable String path;
        private boolean secure;
        private boolean httpOnly;
        private @Nullable Long maxAgeSeconds;
        private @Nullable Long expiresMillis;

        void take(String attribute) {
            int equals = attribute.indexOf('=');
            String name = (equals < 0 ? attribute : attribute.substring(0, equals)).strip();
            String value = equals < 0 ? "" : attribute.substring(equals + 1).strip();
            switch (name.toLowerCase(Locale.ROOT)) {
                case "domain" -> domain = domain(value);
                case "path" -> path = value.startsWith("/") ? value : null;
                case "secure" -> secure = true;
                case "httponly" -> httpOnly = true;
                case "max-age" -> maxAge(value);
                case "expires" -> expires(value);
                default -> {}
            }
        }

        private @Nullable String domain(String value) {
            String bare = value.startsWith(".") ? value.substring(1) : value;
            return bare.isEmpty() ? domain : bare.toLowerCase(Locale.ROOT);
        }

        private void maxAge(String value) {
            if (value.matches("-?[0-9]+")) {
                boolean past = value.startsWith("-");
                maxAgeSeconds = past ? -1 : value.length() > 12 ? Long.MAX_VALUE : Long.parseLong(value);
            }
        }

        private void expires(String value) {
            OptionalLong millis = CookieDate.parse(value);
            if (millis.isPresent()) {
                expiresMillis = millis.getAsLong();
            }
        }
    }
}
