package dev.loadstone.operator.plan;

import dev.loadstone.api.v1alpha1.CaptureSpec;
import dev.loadstone.protocol.Capture;
import dev.loadstone.protocol.JsonPath;
import io.fabric8.kubernetes.api.model.IntOrString;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Plans what is taken from a response. */
final class Captures {
    private static final Capture.Source ANY = new Capture.Status();

    private Captures() {}

    static List<Capture> plan(List<CaptureSpec> specs, Place place, Scope scope) {
        var planned = new ArrayList<Capture>();
        var own = new HashSet<String>();
        for (int i = 0; i < specs.size(); i++) {
            CaptureSpec spec = specs.get(i);
            Place here = place.element(i);
            if (here.field("as").has(spec.as())) {
                scope.mayBeSet(spec.as(), here.field("as"), "capture under");
                if (!own.add(spec.as())) {
                    here.field("as").wrong("\"" + spec.as() + "\" is captured twice from one response");
                }
                planned.add(capture(spec, here));
            }
        }
        return planned;
    }

    /** Whether the body is needed for it. */
    static boolean looksAtBody(CaptureSpec spec) {
        return spec.jsonPath() != null || spec.regex() != null || spec.body() != null;
    }

    private static Capture capture(CaptureSpec spec, Place place) {
        String fallback = spec.defaultValue();
        if (fallback != null) {
            place.field("default").refuseTemplate(fallback);
            if (Boolean.TRUE.equals(spec.required())) {
                place.wrong("a capture with a default can not be required");
            }
        }
        boolean required = spec.required() == null ? fallback == null : spec.required();
        return new Capture(spec.as(), source(spec, place), selection(spec, place), fallback, required);
    }

    private static Capture.Source source(CaptureSpec spec, Place place) {
        long ways = Stream.of(spec.jsonPath(), spec.regex(), spec.header(), spec.cookie(), spec.status(), spec.body())
                .filter(Objects::nonNull)
                .count();
        if (ways != 1) {
            place.wrong("a capture has exactly one of jsonPath, regex, header, cookie, status, body");
            return ANY;
        }
        String regex = spec.regex();
        if (spec.group() != null && regex == null) {
            place.field("group").wrong("group goes with regex");
        }
        String path = spec.jsonPath();
        if (path != null) {
            return place.field("jsonPath").parsed(ANY, () -> new Capture.Json(JsonPath.parse(path)));
        }
        if (regex != null) {
            place.field("regex").refuseTemplate(regex);
            return place.field("regex").parsed(ANY, () -> regex(regex, spec.group()));
        }
        if (spec.header() != null) {
            return new Capture.HeaderValue(spec.header().toLowerCase(Locale.ROOT));
        }
        if (spec.cookie() != null) {
            return new Capture.Cookie(spec.cookie());
        }
        boolean status = spec.status() != null;
        if (Boolean.FALSE.equals(status ? spec.status() : spec.body())) {
            place.wrong("status and body can only be true");
        }
        return status ? new Capture.Status() : new Capture.WholeBody();
    }

    /** The first group, if there is one, or else the whole. */
    private static Capture.Source regex(String regex, @Nullable Integer group) {
        Pattern pattern = Regexes.compile(regex);
        int groups = pattern.matcher("").groupCount();
        return new Capture.Regex(regex, group == null ? Math.min(1, groups) : group);
    }

    private static Capture.Selection selection(CaptureSpec spec, Place place) {
        IntOrString select = spec.select();
        if (select == null) {
            return new Capture.First();
        }
        if (spec.jsonPath() == null && spec.regex() == null && spec.header() == null) {
            place.field("select").wrong("select goes with jsonPath, regex or header");
        }
        String word = String.valueOf(select.getValue());
        return switch (word) {
            case "First" -> new Capture.First();
            case "Last" -> new Capture.Last();
            case "Random" -> new Capture.Any();
            case "All" -> new Capture.All();
            default -> {
                if (word.matches("[0-9]{1,9}")) {
                    yield new Capture.At(Integer.parseInt(word));
                }
                place.field("select")
                        .wrong("\"" + word + "\" selects nothing; write First, Last, Random, All or a"
                                + " number from 0");
                yield new Capture.First();
            }
        };
    }
}
