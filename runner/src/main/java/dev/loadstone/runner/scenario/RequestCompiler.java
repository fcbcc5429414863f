package dev.loadstone.runner.scenario;

import static java.util.Locale.ROOT;
import static java.util.stream.Collectors.toSet;

import dev.loadstone.protocol.HttpStep;
import dev.loadstone.protocol.Target;
import dev.loadstone.protocol.Template;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes requests of the steps of one scenario: all bytes that can be known ahead are. */
final class RequestCompiler {
    /** These mean something by their content, so that its absence has to be said (RFC 9110, 8.6). */
    private static final Set<String> WITH_CONTENT = Set.of("POST", "PUT", "PATCH");

    private final Target target;
    private final Variables variables;

    RequestCompiler(Target target, Variables variables) {
        this.target = target;
        this.variables = variables;
    }

    Request compile(HttpStep step, String scenario, int index) {
        try {
            return new Request(index, scenario, step.name(), message(step), Judge.compile(step, variables));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "request " + step.name() + " of scenario " + scenario + ": " + e.getMessage(), e);
        }
    }

    private Message message(HttpStep step) {
        var head = new CompiledTemplate.Builder(variables)
                .text(step.method() + " ", Place.VERBATIM)
                .append(target(step.uri()))
                .text(" HTTP/1.1\r\n", Place.VERBATIM);
        headers(step, head);
        CompiledTemplate body = body(step.body());
        boolean ownLength = names(step).stream().noneMatch(Set.of("content-length", "transfer-encoding")::contains);
        if (body != null && !body.isStatic() && ownLength) {
            head.text("Content-Length: " + " ".repeat(Message.LENGTH_DIGITS) + "\r\n\r\n", Place.VERBATIM);
            return new Message(head.build(), body);
        }
        if (ownLength && (body != null || WITH_CONTENT.contains(step.method()))) {
            header(head, "Content-Length", Template.text("" + (body == null ? 0 : body.staticLength())));
        }
        head.text("\r\n", Place.VERBATIM);
        return new Message((body == null ? head : head.append(body)).build(), null);
    }

    private CompiledTemplate target(Template uri) {
        var compiled = new CompiledTemplate.Builder(variables)
                .text(target.basePath(), Place.TARGET)
                .template(uri, Place.TARGET)
                .build();
        boolean rooted = !compiled.pieces().isEmpty()
                && (!(compiled.pieces().getFirst() instanceof Piece.Text(byte[] bytes)) || bytes[0] == '/');
        return rooted
                ? compiled
                : new CompiledTemplate.Builder(variables)
                        .text("/", Place.TARGET)
                        .append(compiled)
                        .build();
    }

    private void headers(HttpStep step, CompiledTemplate.Builder head) {
        Set<String> named = names(step);
        if (!named.contains("host")) {
            header(head, "Host", Template.text(target.authority()));
        }
        if (!named.contains("user-agent")) {
            header(head, "User-Agent", Template.text("loadstone"));
        }
        step.headers().forEach(header -> header(head, header.name(), header.value()));
    }

    private static void header(CompiledTemplate.Builder head, String name, Template value) {
        head.text(name, Place.HEADER)
                .text(": ", Place.VERBATIM)
                .template(value, Place.HEADER)
                .text("\r\n", Place.VERBATIM);
    }

    private static Set<String> names(HttpStep step) {
        return step.headers().stream()
                .map(header -> header.name().toLowerCase(ROOT))
                .collect(toSet());
    }

    private @Nullable CompiledTemplate body(@Nullable Template body) {
        return body == null
                ? null
                : new CompiledTemplate.Builder(variables)
                        .template(body, Place.VERBATIM)
                        .build();
    }
}
