package dev.loadstone.operator.plan;

import dev.loadstone.api.v1alpha1.AuthSpec;
import dev.loadstone.api.v1alpha1.HttpSpec;
import dev.loadstone.protocol.HttpStep;
import dev.loadstone.protocol.HttpStep.BasicCredentials;
import dev.loadstone.protocol.HttpStep.Header;
import dev.loadstone.protocol.Template;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Plans an {@code http} step. */
final class Requests {
    private static final int MOST_REDIRECTS = 20;

    private Requests() {}

    static HttpStep plan(HttpSpec spec, Place place, Scope scope) {
        String target = target(spec.target(), place.field("target"), scope);
        String path = place.field("path").has(spec.path()) ? spec.path() : "/";
        Template uri = RequestUris.plan(path, spec.query(), place, scope);
        List<Header> given = Headers.plan(spec.headers(), place.field("headers"), scope);
        Body body = Body.plan(spec.body(), place.field("body"), scope);
        List<Header> headers = body == null ? given : body.headers(given, place.field("headers"));
        AuthSpec auth = spec.auth();
        BasicCredentials basic = null;
        if (auth != null) {
            checkAuth(auth, headers, place.field("auth"));
            headers = Headers.withBearer(headers, auth.bearer(), place.field("auth"), scope);
            basic = basic(auth, place.field("auth").field("basic"), scope);
        }
        if (spec.method() == HttpSpec.Method.HEAD) {
            refuseBodyUse(spec, place);
        }
        return new HttpStep(
                name(spec),
                target,
                spec.method().name(),
                uri,
                headers,
                basic,
                body == null ? null : body.content(),
                Checks.plan(spec.checks(), place.field("checks"), scope),
                Captures.plan(spec.capture(), place.field("capture"), scope),
                timeout(spec.timeout(), place.field("timeout")),
                followRedirects(spec.followRedirects(), place.field("followRedirects")),
                onFailure(spec.onFailure()));
    }

    /** What the figures of a request are reported under. */
    static String name(HttpSpec spec) {
        return spec.name() == null ? spec.method() + " " + spec.path() : spec.name();
    }

    private static String target(@Nullable String name, Place place, Scope scope) {
        if (name == null) {
            return "";
        }
        String target = scope.vocabulary().targets().get(name);
        if (target == null) {
            place.wrong(
                    Names.unknown("target", name, scope.vocabulary().targets().keySet()));
        }
        return Objects.requireNonNullElse(target, "");
    }

    private static void checkAuth(AuthSpec auth, List<Header> headers, Place place) {
        if ((auth.basic() == null) == (auth.bearer() == null)) {
            place.wrong("auth has exactly one of basic, bearer");
        }
        if (headers.stream().anyMatch(each -> each.name().equalsIgnoreCase("Authorization"))) {
            place.wrong("there is a header Authorization, too; give one of the two");
        }
    }

    private static @Nullable BasicCredentials basic(AuthSpec auth, Place place, Scope scope) {
        var basic = auth.basic();
        if (basic == null
                || !place.field("username").has(basic.username())
                || !place.field("password").has(basic.password())) {
            return null;
        }
        if (basic.username().contains(":")) {
            place.field("username").wrong("a username has no colon: what follows it would be the password");
        }
        return new BasicCredentials(
                scope.template(basic.username(), place.field("username")),
                scope.template(basic.password(), place.field("password")));
    }

    private static long timeout(@Nullable String text, Place place) {
        return text == null ? 0 : place.parsed(1L, () -> Durations.millis(text, "1ms", Targets.LONGEST_TIMEOUT));
    }

    static @Nullable Integer followRedirects(@Nullable Integer most, Place place) {
        if (most != null && (most < 0 || most > MOST_REDIRECTS)) {
            place.wrong(most + " is out of bounds; write 0 to " + MOST_REDIRECTS);
            return 0;
        }
        return most;
    }

    private static HttpStep.@Nullable OnFailure onFailure(HttpSpec.@Nullable OnFailure spec) {
        return spec == null ? null : HttpStep.OnFailure.valueOf(spec.name());
    }

    private static void refuseBodyUse(HttpSpec spec, Place place) {
        for (int i = 0; i < spec.checks().size(); i++) {
            if (Checks.looksAtBody(spec.checks().get(i))) {
                place.field("checks")
                        .element(i)
                        .wrong("a response to HEAD has no body; only its status, headers and time can be checked");
            }
        }
        for (int i = 0; i < spec.capture().size(); i++) {
            if (Captures.looksAtBody(spec.capture().get(i))) {
                place.field("capture").element(i).wrong("a response to HEAD has no body to capture from");
            }
        }
    }
}
