package dev.loadstone.operator.plan;

import dev.loadstone.api.v1alpha1.LoadTestSpec;
import dev.loadstone.api.v1alpha1.TargetSpec;
import dev.loadstone.protocol.Target;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Plans {@code spec.target} and {@code spec.targets}. */
final class Targets {
    static final String LONGEST_TIMEOUT = "1h";
    private final Vocabulary vocabulary;
    private final String namespace;

    Targets(Vocabulary vocabulary, String namespace) {
        this.vocabulary = vocabulary;
        this.namespace = namespace;
    }

    /** What requests call the targets, to the names that these have in the plan. */
    static Map<String, String> names(LoadTestSpec spec) {
        var names = new LinkedHashMap<String, String>();
        Stream.of(spec.target())
                .map(TargetSpec::name)
                .filter(each -> each != null)
                .forEach(each -> names.put(each, ""));
        spec.targets().stream()
                .map(TargetSpec::name)
                .filter(each -> each != null)
                .forEach(each -> names.putIfAbsent(each, each));
        return names;
    }

    /** The one that requests go to by default. */
    Target first(TargetSpec spec, Place place) {
        return plan(spec, "", place);
    }

    List<Target> others(List<TargetSpec> specs, @Nullable String first, Place place) {
        var names = new Names();
        if (first != null) {
            names.take(first, new Place("spec.target", place.problems()));
        }
        var planned = new ArrayList<Target>();
        for (int i = 0; i < specs.size(); i++) {
            Place here = place.element(i);
            String name = specs.get(i).name();
            if (here.field("name").has(name)) {
                names.take(name, here);
                planned.add(plan(specs.get(i), name, here));
            }
        }
        return planned;
    }

    private Target plan(TargetSpec spec, String name, Place place) {
        var timeouts = spec.timeouts();
        long connect = place.field("timeouts")
                .field("connect")
                .parsed(1L, () -> Durations.millis(timeouts.connect(), "1ms", LONGEST_TIMEOUT));
        long request = place.field("timeouts")
                .field("request")
                .parsed(1L, () -> Durations.millis(timeouts.request(), "1ms", LONGEST_TIMEOUT));
        Address address = Address.plan(spec, namespace, place);
        Integer redirects = Requests.followRedirects(spec.followRedirects(), place.field("followRedirects"));
        return new Target(
                name,
                address.scheme(),
                address.host(),
                address.port(),
                address.basePath(),
                connect,
                request,
                Headers.plan(spec.headers(), place.field("headers"), Scope.ofTest(place, vocabulary)),
                Transport.protocol(spec.protocol()),
                Transport.tls(spec, address, place.field("tls")),
                Transport.connections(spec, place),
                Transport.dns(spec.dns(), place.field("dns")),
                Transport.compressions(spec.compression()),
                spec.cookies(),
                place.field("maxResponseSize").parsed(1L, () -> Sizes.bytes(spec.maxResponseSize())),
                redirects);
    }
}
