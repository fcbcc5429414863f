package dev.loadstone.operator.plan;

import dev.loadstone.api.v1alpha1.ServiceSpec;
import dev.loadstone.api.v1alpha1.TargetSpec;
import dev.loadstone.protocol.IpLiteral;
import java.net.IDN;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a target is: a URL, or a Service of the same namespace.
 *
 * @param basePath empty, or starts with a slash and does not end with one
 */
record Address(String scheme, String host, int port, String basePath) {
    private static final Pattern URL =
            Pattern.compile("(https?)://(\\[[0-9A-Fa-f:.]+]|[^/?#:\\[\\]]+)(?::([0-9]+))?(/[^?#]*)?");
    private static final Address NONE = new Address("http", "unknown", 80, "");

    static Address plan(TargetSpec spec, String namespace, Place place) {
        String url = spec.url();
        ServiceSpec service = spec.service();
        if ((url == null) == (service == null)) {
            place.wrong("a target has exactly one of url, service");
            return NONE;
        }
        if (url != null) {
            return place.field("url").parsed(NONE, () -> parse(url));
        }
        Place here = place.field("service");
        if (!here.field("name").has(service.name()) || !here.field("port").has(service.port())) {
            return NONE;
        }
        int port = service.port();
        if (port < 1 || port > 65535) {
            here.field("port").wrong("port " + port + " is not between 1 and 65535");
            return NONE;
        }
        String scheme = service.scheme().name().toLowerCase(Locale.ROOT);
        return new Address(scheme, service.name() + "." + namespace + ".svc", port, "");
    }

    /** @throws IllegalArgumentException says what is wrong with the URL */
    static Address parse(String url) {
        if (url.contains("$(")) {
            throw new IllegalArgumentException(
                    "templates are not filled in here; give them in the paths of the requests");
        }
        if (url.matches("https?://[^/?#]*@.*")) {
            throw new IllegalArgumentException(
                    "credentials do not belong into a URL; send them in a header, from a Secret");
        }
        Matcher parts = URL.matcher(url);
        if (!parts.matches()) {
            throw new IllegalArgumentException("\"" + url + "\" is no target; write http://host:port/path");
        }
        String scheme = parts.group(1);
        String host = parts.group(2);
        String port = parts.group(3);
        int number = port == null ? scheme.equals("https") ? 443 : 80 : port.length() > 5 ? 0 : Integer.parseInt(port);
        if (number < 1 || number > 65535) {
            throw new IllegalArgumentException("port " + port + " is not between 1 and 65535");
        }
        String path = parts.group(4) == null ? "" : parts.group(4);
        return new Address(scheme, host(host), number, basePath(path));
    }

    private static String host(String written) {
        if (written.startsWith("[")) {
            String literal = written.substring(1, written.length() - 1);
            IpLiteral.parse(literal);
            return literal;
        }
        if (IpLiteral.isAlias(written)) {
            throw new IllegalArgumentException(
                    "\"" + written + "\" is no host name; write an IPv4 address as four decimal numbers");
        }
        try {
            String host = IDN.toASCII(written);
            if (host.matches("[A-Za-z0-9._-]+")) {
                return host;
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("\"" + written + "\" is no host name", e);
        }
        throw new IllegalArgumentException("\"" + written + "\" is no host name");
    }

    private static String basePath(String path) {
        RequestUris.mistake(path).ifPresent(mistake -> {
            throw new IllegalArgumentException(mistake);
        });
        return PercentCode.pathAndQuery(path.replaceFirst("/+$", ""));
    }
}
