package dev.loadstone.operator.plan;

import dev.loadstone.api.v1alpha1.ServiceSpec;
import dev.loadstone.api.v1alpha1.TargetSpec;
import dev.loadstone.protocol.Target;
import java.net.IDN;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Plans {@code spec.target}: a URL, or a Service of the same namespace, becomes one address. */
final class Targets {
    private static final Pattern URL =
            Pattern.compile("(https?)://(\\[[0-9A-Fa-f:.]+]|[^/?#:\\[\\]]+)(?::([0-9]+))?(/[^?#]*)?");
    private static final String LONGEST_TIMEOUT = "1h";

    private Targets() {}

    static Target plan(TargetSpec spec, String namespace, Place place) {
        long connect =
                timeout(spec.timeouts().connect(), place.field("timeouts").field("connect"));
        long request =
                timeout(spec.timeouts().request(), place.field("timeouts").field("request"));
        String url = spec.url();
        ServiceSpec service = spec.service();
        Target none = new Target("http", "unknown", 80, "", 1, 1);
        if ((url == null) == (service == null)) {
            place.wrong("a target has exactly one of url, service");
            return none;
        }
        if (service != null) {
            String scheme = service.scheme().name().toLowerCase(Locale.ROOT);
            String host = service.name() + "." + namespace + ".svc";
            return place.field("service")
                    .parsed(none, () -> new Target(scheme, host, service.port(), "", connect, request));
        }
        return place.field("url").parsed(none, () -> of(url, connect, request));
    }

    private static long timeout(String text, Place place) {
        return place.parsed(1L, () -> Durations.millis(text, "1ms", LONGEST_TIMEOUT));
    }

    private static Target of(String url, long connectMillis, long requestMillis) {
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
        return new Target(scheme, host(host), number, basePath(path), connectMillis, requestMillis);
    }

    private static String host(String written) {
        if (written.startsWith("[")) {
            return written.substring(1, written.length() - 1);
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
