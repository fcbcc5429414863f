package dev.loadstone.runner.scenario.origin;

import java.util.ArrayDeque;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a redirect leads, resolved as RFC 3986, 5 says.
 *
 * @param uri path and query
 */
public record Location(Origin origin, String uri) {
    /** RFC 3986, appendix B. */
    private static final Pattern REFERENCE =
            Pattern.compile("(?:([^:/?#]+):)?(?://([^/?#]*))?([^?#]*)(\\?[^#]*)?(?:#.*)?", Pattern.DOTALL);

    private static final Pattern AUTHORITY =
            Pattern.compile("(?:[^@]*@)?(\\[[0-9A-Fa-f:.]+\\]|[^:@\\[\\]]+)(?::([0-9]{0,5}))?");

    /**
     * Nothing where the reference is none that leads to a server.
     *
     * @param from where the response came from
     * @param uri path and query that it came from
     */
    public static Optional<Location> resolve(String reference, Origin from, String uri) {
        Matcher parts = REFERENCE.matcher(reference);
        if (reference.isEmpty() || !parts.matches()) {
            return Optional.empty();
        }
        String scheme = parts.group(1) == null ? from.scheme() : parts.group(1).toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https") || parts.group(1) != null && parts.group(2) == null) {
            return Optional.empty();
        }
        String path = parts.group(3);
        String query = parts.group(4) == null ? "" : parts.group(4);
        if (parts.group(2) != null) {
            return origin(scheme, parts.group(2)).map(origin -> new Location(origin, withoutDots(path) + query));
        }
        int question = uri.indexOf('?');
        String base = question < 0 ? uri : uri.substring(0, question);
        if (path.isEmpty()) {
            return Optional.of(new Location(from, parts.group(4) == null ? uri : base + query));
        }
        String merged = path.startsWith("/") ? path : base.substring(0, base.lastIndexOf('/') + 1) + path;
        return Optional.of(new Location(from, withoutDots(merged) + query));
    }

    private static Optional<Origin> origin(String scheme, String authority) {
        Matcher parts = AUTHORITY.matcher(authority);
        if (!parts.matches()) {
            return Optional.empty();
        }
        boolean tls = scheme.equals("https");
        String host = parts.group(1).toLowerCase(Locale.ROOT);
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        String port = parts.group(2);
        return Optional.of(
                new Origin(tls, bare, port == null || port.isEmpty() ? tls ? 443 : 80 : Integer.parseInt(port)));
    }

    /** RFC 3986, 5.2.4, for a path that starts with a slash or is to. */
    private static String withoutDots(String path) {
        var kept = new ArrayDeque<String>();
        String[] segments = (path.startsWith("/") ? path.substring(1) : path).split("/", -1);
        for (int i = 0; i < segments.length; i++) {
            boolean last = i == segments.length - 1;
            switch (segments[i]) {
                case "." -> {
                    if (last) {
                        kept.addLast("");
                    }
                }
                case ".." -> {
                    kept.pollLast();
                    if (last) {
                        kept.addLast("");
                    }
                }
                default -> kept.addLast(segments[i]);
            }
        }
        return "/" + String.join("/", kept);
    }
}
