package dev.loadstone.operator.plan;

import dev.loadstone.api.v1alpha1.SourceSpec;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Looks at where content comes from. */
final class Sources {
    /** What inline contents may have in all: an object of Kubernetes, as the plan is in, has at most 1 MiB. */
    private static final long MOST_INLINE_CHARACTERS = 512L << 10;

    private Sources() {}

    static void check(SourceSpec spec, Place place) {
        long ways = Stream.of(spec.configMapKeyRef(), spec.secretKeyRef(), spec.persistentVolumeClaim(), spec.inline())
                .filter(Objects::nonNull)
                .count();
        if (ways != 1) {
            place.wrong("a source has exactly one of configMapKeyRef, secretKeyRef, persistentVolumeClaim, inline");
        }
    }

    /** Takes note of inline contents that are too large together for a plan. */
    static void checkSize(List<Attachment> attachments, Place spec) {
        long characters = attachments.stream()
                .map(each -> each.source().inline())
                .filter(Objects::nonNull)
                .mapToLong(String::length)
                .sum();
        if (characters > MOST_INLINE_CHARACTERS) {
            spec.wrong("what is inline has " + characters + " characters in all, and " + MOST_INLINE_CHARACTERS
                    + " fit into a plan; put it into a ConfigMap or a volume");
        }
    }
}
