package dev.loadstone.runner.scenario;

import dev.loadstone.protocol.HttpStep;
import dev.loadstone.protocol.Target;
import dev.loadstone.protocol.Template;
import dev.loadstone.runner.scenario.origin.Origins;
import dev.loadstone.runner.scenario.template.CompiledTemplate;
import dev.loadstone.runner.scenario.template.Piece;
import dev.loadstone.runner.scenario.template.Place;
import dev.loadstone.runner.scenario.template.Variables;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes requests of the steps of one scenario: all bytes that can be known ahead are. */
final class RequestCompiler {
    /** These mean something by their content, so that its absence has to be said (RFC 9110, 8.6). */
    private static final Set<String> WITH_CONTENT = Set.of("POST", "PUT", "PATCH");

    private final Origins origins;
    private final Variables variables;

    RequestCompiler(Origins origins, Variables variables) {
        this.origins = origins;
        this.variables = variables;
    }

    /**
     * What a request is made of, but for what its response must be.
     *
     * @param namesCookies it says itself which cookies it carries
     */
    record Parts(
            HttpStep step, int target, CompiledTemplate uri, Message message, boolean namesCookies, Onward onward) {}

    /** @throws IllegalArgumentException says what is wrong with the step */
    Parts compile(HttpStep step) {
        if (step.checks().size() > Long.SIZE) {
            throw new IllegalArgumentException(
                    "a request has at most 64 checks, not " + step.checks().size());
        }
        int number = origins.named(step.target());
        Target target = origins.targets().get(number);
        CompiledTemplate uri = uri(target, step.uri());
        var line = new CompiledTemplate.Builder(variables)
                .text(step.method() + " ", Place.VERBATIM)
                .append(uri)
                .text(" HTTP/1.1\r\n", Place.VERBATIM)
                .build();
        var headers = new RequestHeaders(step, target, true, false);
        Message message = message(step, line, headers);
        return new Parts(step, number, uri, message, headers.names("cookie"), onward(step, number));
    }

    private Onward onward(HttpStep step, int from) {
        List<Target> targets = origins.targets();
        Integer own = step.followRedirects();
        int most = own == null ? targets.get(from).followRedirects() : own;
        var hops = new ArrayList<Onward.Hop>();
        for (int to = 0; most > 0 && to < targets.size(); to++) {
            hops.add(hop(step, from, to));
        }
        return new Onward(origins, most, hops);
    }

    private Onward.Hop hop(HttpStep step, int from, int to) {
        boolean home = origins.of(to).equals(origins.of(from));
        var noLine = new CompiledTemplate(List.of());
        Target target = origins.targets().get(to);
        try {
            return new Onward.Hop(
                    message(step, noLine, new RequestHeaders(step, target, home, false)),
                    message(step, noLine, new RequestHeaders(step, target, home, true)));
        } catch (IllegalArgumentException e) {
            // Its own target compiled: it is the other one's headers, which this scenario may never need.
            return Onward.Hop.NOWHERE;
        }
    }

    private Message message(HttpStep step, CompiledTemplate line, RequestHeaders headers) {
        var head = new CompiledTemplate.Builder(variables).append(line);
        headers.append(head);
        var tail = new CompiledTemplate.Builder(variables);
        CompiledTemplate body = headers.isEmptied() ? null : body(step.body());
        boolean ownLength = !headers.names("content-length") && !headers.names("transfer-encoding");
        if (body != null && !body.isStatic() && ownLength) {
            tail.text("Content-Length: " + " ".repeat(Message.LENGTH_DIGITS) + "\r\n\r\n", Place.VERBATIM);
            return Message.of(variables, head.build(), tail.build(), body);
        }
        boolean says = body != null || !headers.isEmptied() && WITH_CONTENT.contains(step.method());
        if (ownLength && says) {
            tail.text("Content-Length: " + (body == null ? 0 : body.staticLength()) + "\r\n", Place.VERBATIM);
        }
        tail.text("\r\n", Place.VERBATIM);
        return Message.of(variables, head.build(), (body == null ? tail : tail.append(body)).build(), null);
    }

    private CompiledTemplate uri(Target target, Template uri) {
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

    private @Nullable CompiledTemplate body(@Nullable Template body) {
        return body == null
                ? null
                : new CompiledTemplate.Builder(variables)
                        .template(body, Place.VERBATIM)
                        .build();
    }
}
