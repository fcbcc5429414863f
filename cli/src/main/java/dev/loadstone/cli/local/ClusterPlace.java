package dev.loadstone.cli.local;

import dev.loadstone.api.v1alpha1.KeyRefSpec;
import dev.loadstone.api.v1alpha1.SourceSpec;
import dev.loadstone.api.v1alpha1.ValueSourceSpec;
import dev.loadstone.cli.manifest.ConfigObject;
import dev.loadstone.cli.manifest.ConfigObject.Kind;
import dev.loadstone.cli.manifest.ConfigObjects;
import dev.loadstone.cli.manifest.Spelling;
import java.util.Objects;
import java.util.Optional;

/**
 * Where in a cluster a content is found.
 *
 * @param kind of the object, as it stands in manifests
 * @param object its name
 * @param key under which it is; the path within a volume
 */
record ClusterPlace(String kind, String object, String key) {
    private static final String VOLUME = "PersistentVolumeClaim";

    ClusterPlace {
        Objects.requireNonNull(kind, "kind is null");
        Objects.requireNonNull(object, "object is null");
        Objects.requireNonNull(key, "key is null");
    }

    /** @throws IllegalArgumentException where the source is inline: no cluster is needed */
    static ClusterPlace of(SourceSpec source) {
        if (source.persistentVolumeClaim() != null) {
            return new ClusterPlace(
                    VOLUME,
                    source.persistentVolumeClaim().claimName(),
                    source.persistentVolumeClaim().path());
        }
        return of(new ValueSourceSpec(source.secretKeyRef(), source.configMapKeyRef()));
    }

    static ClusterPlace of(ValueSourceSpec source) {
        Kind kind = source.secretKeyRef() == null ? Kind.CONFIG_MAP : Kind.SECRET;
        KeyRefSpec ref = source.secretKeyRef() == null ? source.configMapKeyRef() : source.secretKeyRef();
        if (ref == null) {
            throw new IllegalArgumentException("not a place in a cluster: " + source);
        }
        return new ClusterPlace(kind.word(), ref.name(), ref.key());
    }

    /** What the command line calls it: {@code shop-customers/customers.csv}. */
    String name() {
        return object + "/" + key;
    }

    /** The object, where it stands beside the test. */
    Optional<ConfigObject> objectAmong(ConfigObjects objects) {
        return objects.find(kind, object);
    }

    /** What is wrong where nobody gave the content. */
    String missing(ConfigObjects objects, String option) {
        return objectAmong(objects)
                .map(each -> "the " + kind + " " + object + " of this file has no key " + key
                        + Spelling.hint(key, each.values().keySet()))
                .orElseGet(() -> "is found in a cluster only (" + kind + " " + object + ", "
                        + (kind.equals(VOLUME) ? "file " : "key ") + key + "); " + option);
    }
}
