package dev.loadstone.operator.plan;

import dev.loadstone.api.v1alpha1.BodySpec;
import dev.loadstone.api.v1alpha1.CaptureSpec;
import dev.loadstone.api.v1alpha1.CheckSpec;
import dev.loadstone.api.v1alpha1.HttpSpec;
import dev.loadstone.protocol.Capture;
import dev.loadstone.protocol.HttpStep;
import dev.loadstone.protocol.JsonPath;
import dev.loadstone.protocol.Template;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Plans an {@code http} step. */
final class Requests {
    private Requests() {}

    static HttpStep plan(HttpSpec spec, Place place, Scope scope) {
        String path = place.field("path").has(spec.path()) ? spec.path() : "/";
        Template uri = RequestUris.plan(path, spec.query(), place, scope);
        var headers = Headers.plan(spec.headers(), spec.body(), place.field("headers"), scope);
        Template body = body(spec.body(), place.field("body"), scope);
        if (spec.method() == HttpSpec.Method.HEAD) {
            refuseBodyUse(spec, place);
        }
        var checks = Checks.plan(spec.checks(), place.field("checks"));
        var captures = captures(spec.capture(), place.field("capture"), scope);
        return new HttpStep(name(spec), spec.method().name(), uri, headers, body, checks, captures);
    }

    /** What the figures of a request are reported under. */
    static String name(HttpSpec spec) {
        return spec.name() == null ? spec.method() + " " + spec.path() : spec.name();
    }

    private static @Nullable Template body(@Nullable BodySpec body, Place place, Scope scope) {
        if (body == null) {
            return null;
        }
        if ((body.json() == null) == (body.text() == null)) {
            place.wrong("a body has exactly one of json, text");
            return null;
        }
        return body.json() == null
                ? scope.template(body.text(), place.field("text"))
                : JsonBodies.plan(body.json(), place.field("json"), scope);
    }

    private static void refuseBodyUse(HttpSpec spec, Place place) {
        for (int i = 0; i < spec.checks().size(); i++) {
            CheckSpec check = spec.checks().get(i);
            if (check.status() == null) {
                place.field("checks")
                        .element(i)
                        .wrong("a response to HEAD has no body; only its status can be checked");
            }
        }
        if (!spec.capture().isEmpty()) {
            place.field("capture").wrong("a response to HEAD has no body to capture from");
        }
    }

    private static List<Capture> captures(List<CaptureSpec> specs, Place place, Scope scope) {
        var planned = new ArrayList<Capture>();
        var own = new HashSet<String>();
        for (int i = 0; i < specs.size(); i++) {
            CaptureSpec spec = specs.get(i);
            Place here = place.element(i);
            if (!here.field("as").has(spec.as()) || !here.field("jsonPath").has(spec.jsonPath())) {
                continue;
            }
            if (scope.isVariable(spec.as())) {
                here.field("as").wrong("\"" + spec.as() + "\" is already a variable; capture under another name");
            } else if (!own.add(spec.as())) {
                here.field("as").wrong("\"" + spec.as() + "\" is captured twice from one response");
            }
            if (spec.defaultValue() != null) {
                here.field("default").refuseTemplate(spec.defaultValue());
            }
            JsonPath path = here.field("jsonPath").parsed(JsonPath.parse("$"), () -> JsonPath.parse(spec.jsonPath()));
            planned.add(new Capture(spec.as(), path, spec.defaultValue()));
        }
        own.forEach(scope::capture);
        return planned;
    }
}
