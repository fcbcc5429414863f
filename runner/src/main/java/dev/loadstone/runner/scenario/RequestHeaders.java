package dev.loadstone.runner.scenario;

import static java.util.Locale.ROOT;
import static java.util.stream.Collectors.toSet;

import dev.loadstone.protocol.HttpStep;
import dev.loadstone.protocol.HttpStep.BasicCredentials;
import dev.loadstone.protocol.Target;
import dev.loadstone.protocol.Target.Connections;
import dev.loadstone.protocol.Template;
import dev.loadstone.runner.scenario.template.CompiledTemplate;
import dev.loadstone.runner.scenario.template.Place;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The headers of a step's request to a target, all but its length and the cookies. */
final class RequestHeaders {
    private static final Set<String> OF_CONTENT =
            Set.of("content-type", "content-length", "content-encoding", "content-language", "transfer-encoding");

    /** For the server that the step names, and no other. */
    private static final Set<String> OF_HOME = Set.of("host", "authorization", "cookie");

    private final HttpStep step;
    private final Target target;
    private final boolean home;
    private final boolean emptied;
    private final List<HttpStep.Header> own;
    private final Set<String> named;

    /**
     * @param home whether the target is at the server that the step's own is at
     * @param emptied whether a redirect took the body away
     */
    RequestHeaders(HttpStep step, Target target, boolean home, boolean emptied) {
        this.step = step;
        this.target = target;
        this.home = home;
        this.emptied = emptied;
        own = step.headers().stream()
                .filter(header -> !emptied || !OF_CONTENT.contains(lower(header)))
                .filter(header -> home || !OF_HOME.contains(lower(header)))
                .toList();
        named = own.stream().map(RequestHeaders::lower).collect(toSet());
        target.headers().forEach(header -> named.add(lower(header)));
    }

    private static String lower(HttpStep.Header header) {
        return header.name().toLowerCase(ROOT);
    }

    boolean isEmptied() {
        return emptied;
    }

    /** Whether the step or its target has a header of this name, which is in lower case. */
    boolean names(String name) {
        return named.contains(name);
    }

    void append(CompiledTemplate.Builder head) {
        unlessNamed(head, "Host", target.authority());
        unlessNamed(head, "User-Agent", "loadstone");
        if (!target.compressions().isEmpty()) {
            unlessNamed(head, "Accept-Encoding", codings());
        }
        if (closes(target.connections())) {
            unlessNamed(head, "Connection", "close");
        }
        BasicCredentials basic = home ? step.basic() : null;
        Set<String> stronger = own.stream().map(RequestHeaders::lower).collect(toSet());
        for (HttpStep.Header header : target.headers()) {
            boolean weaker = basic != null && lower(header).equals("authorization");
            if (!weaker && !stronger.contains(lower(header))) {
                header(head, header.name(), header.value());
            }
        }
        own.forEach(header -> header(head, header.name(), header.value()));
        if (basic != null && !stronger.contains("authorization")) {
            head.credentials(basic);
        }
    }

    private void unlessNamed(CompiledTemplate.Builder head, String name, String value) {
        if (!named.contains(name.toLowerCase(ROOT))) {
            header(head, name, Template.text(value));
        }
    }

    private String codings() {
        return target.compressions().stream()
                .map(coding -> switch (coding) {
                    case GZIP -> "gzip";
                    case BROTLI -> "br";
                })
                .collect(Collectors.joining(", "));
    }

    private static boolean closes(Connections connections) {
        return !connections.keepAlive() || connections.mode() == Connections.Mode.PER_REQUEST;
    }

    private static void header(CompiledTemplate.Builder head, String name, Template value) {
        head.text(name, Place.HEADER)
                .text(": ", Place.VERBATIM)
                .template(value, Place.HEADER)
                .text("\r\n", Place.VERBATIM);
    }
}
