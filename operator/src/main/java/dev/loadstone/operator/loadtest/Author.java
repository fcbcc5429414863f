package dev.loadstone.operator.loadtest;

import dev.loadstone.api.v1alpha1.LoadTest;
import dev.loadstone.operator.observe.AuditEntry;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who changed a test last, as the object itself tells it: a client's name, not a person's, which the API server's own audit log has. */
final class Author {
    private static final List<String> TRACKING = List.of(
            "argocd.argoproj.io/tracking-id",
            "kustomize.toolkit.fluxcd.io/name",
            "helm.toolkit.fluxcd.io/name",
            "meta.helm.sh/release-name");

    private Author() {}

    /** Of the spec, or of the annotation that asks for a run where that was why there is one. */
    static Optional<AuditEntry.Change> of(List<ManagedFieldsEntry> writes, Trigger trigger) {
        return writes.stream()
                .filter(each ->
                        each.getSubresource() == null || each.getSubresource().isEmpty())
                .filter(each -> trigger == Trigger.RUN_AT ? askedForRun(each) : wroteSpec(each))
                .max(Comparator.comparing(each -> Objects.requireNonNullElse(each.getTime(), "")))
                .map(each -> new AuditEntry.Change(each.getManager(), each.getOperation(), each.getTime()));
    }

    private static boolean wroteSpec(ManagedFieldsEntry entry) {
        return fields(entry).containsKey("f:spec");
    }

    private static boolean askedForRun(ManagedFieldsEntry entry) {
        return fields(entry).get("f:metadata") instanceof Map<?, ?> metadata
                && metadata.get("f:annotations") instanceof Map<?, ?> annotations
                && annotations.containsKey("f:" + LoadTest.RUN_AT);
    }

    private static Map<String, Object> fields(ManagedFieldsEntry entry) {
        return entry.getFieldsV1() == null ? Map.of() : entry.getFieldsV1().getAdditionalProperties();
    }

    /** What a GitOps tool or Helm has marked the object with; null for none. */
    static @Nullable String tracking(ObjectMeta metadata) {
        return TRACKING.stream()
                .map(key -> Optional.ofNullable(value(metadata.getAnnotations(), key))
                        .or(() -> Optional.ofNullable(value(metadata.getLabels(), key))))
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(null);
    }

    private static @Nullable String value(@Nullable Map<String, String> map, String key) {
        return map == null ? null : map.get(key);
    }
}
