package dev.loadstone.operator.plan;

import dev.loadstone.api.v1alpha1.BodySpec;
import dev.loadstone.api.v1alpha1.LoadTestSpec;
import dev.loadstone.api.v1alpha1.PartSpec;
import dev.loadstone.api.v1alpha1.SourceSpec;
import dev.loadstone.api.v1alpha1.StepSpec;
import dev.loadstone.api.v1alpha1.TargetSpec;
import dev.loadstone.api.v1alpha1.TlsSpec;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Names the files that a spec refers to: the same for who plans, who mounts, and who reads them without a cluster. */
public final class Attachments {
    private final Map<String, Attachment> byName = new LinkedHashMap<>();
    private final Map<SourceSpec, String> bodies = new HashMap<>();

    private Attachments() {}

    /** All of them, each once, in the order of the spec. Of a spec that can't be planned some may be missing. */
    public static List<Attachment> of(LoadTestSpec spec) {
        return in(spec).all();
    }

    static Attachments in(LoadTestSpec spec) {
        var attachments = new Attachments();
        attachments.addTls(spec.target());
        spec.targets().forEach(attachments::addTls);
        spec.data().forEach(each -> attachments.add(rows(each.name()), each.from()));
        Stream.concat(
                        spec.flows().stream().flatMap(each -> each.steps().stream()),
                        spec.scenarios().stream().flatMap(each -> each.steps().stream()))
                .forEach(attachments::addBody);
        return attachments;
    }

    List<Attachment> all() {
        return List.copyOf(byName.values());
    }

    /** Name of the file with the rows of a feeder. */
    static String rows(@Nullable String feeder) {
        return "data-" + feeder;
    }

    /** Name of a file of a target's TLS: its {@code ca}, {@code certificate} or {@code key}. */
    static String tls(@Nullable String target, String file) {
        return "target-" + (target == null ? "" : target + "-") + "tls-" + file;
    }

    /** Name of the file that a body or a part of one is read from. */
    String body(SourceSpec source) {
        return bodies.computeIfAbsent(source, _ -> "body-" + (bodies.size() + 1));
    }

    private void addTls(@Nullable TargetSpec target) {
        TlsSpec tls = target == null ? null : target.tls();
        if (tls != null) {
            add(tls(target.name(), "ca"), tls.ca());
            add(tls(target.name(), "certificate"), tls.certificate());
            add(tls(target.name(), "key"), tls.key());
        }
    }

    private void addBody(StepSpec step) {
        BodySpec body = step.http() == null ? null : step.http().body();
        if (body != null) {
            Stream.concat(
                            Stream.ofNullable(body.file()),
                            body.multipart().stream().map(PartSpec::file))
                    .forEach(each -> {
                        if (each != null) {
                            add(body(each), each);
                        }
                    });
        }
    }

    private void add(String name, @Nullable SourceSpec source) {
        if (source != null) {
            byName.putIfAbsent(name, new Attachment(name, source));
        }
    }
}
