package dev.loadstone.operator.loadtest;

import io.fabric8.kubernetes.api.model.FieldsV1;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntryBuilder;
import java.util.Map;

/** What the API server notes of writes. */
final class Managed {
    private Managed() {}

    /** Somebody wrote the spec. */
    static ManagedFieldsEntry spec(String manager, String time) {
        var fields = new FieldsV1();
        fields.setAdditionalProperties(Map.of("f:spec", Map.of()));
        return new ManagedFieldsEntryBuilder()
                .withManager(manager)
                .withOperation("Apply")
                .withTime(time)
                .withFieldsV1(fields)
                .build();
    }
}
