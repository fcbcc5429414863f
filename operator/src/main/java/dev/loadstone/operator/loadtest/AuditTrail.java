package dev.loadstone.operator.loadtest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.loadstone.operator.observe.AuditEntry;
import dev.loadstone.operator.observe.AuditLog;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Tells the audit log of runs, with who brought each about, and no line twice as long as this process lives. */
final class AuditTrail {
    private static final ObjectMapper LENIENT = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final AuditLog log;
    /** By the test's uid what was told last. */
    private final ConcurrentMap<String, AuditEntry> told = new ConcurrentHashMap<>();

    AuditTrail(AuditLog log) {
        this.log = log;
    }

    /** It never fails: where the API server can't be asked, the line does not say who. */
    void record(AuditEntry entry, KubernetesClient client) {
        if (!entry.equals(told.put(entry.uid(), entry))) {
            log.write(entry.by(author(entry, client).orElse(null)));
        }
    }

    /**
     * The test is gone, with the run. Nobody is asked: what comes for its name while it is being forgotten would be forgotten with
     * it.
     */
    void recordDeleted(AuditEntry end) {
        AuditEntry last = told.remove(end.uid());
        log.write(last == null || last.run() != end.run() ? end : end.within(last.policies()));
    }

    /** Of the test's runs up to this one nothing more will be told. */
    void forget(String test, int run) {
        told.computeIfPresent(test, (uid, entry) -> entry.run() <= run ? null : entry);
    }

    private static Optional<AuditEntry.Change> author(AuditEntry entry, KubernetesClient client) {
        try {
            return Author.of(writes(entry, client), Trigger.ofWord(entry.trigger()));
        } catch (KubernetesClientException | JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** Caches leave out who wrote what, and a list takes no right that they don't: the one object is asked for by its name. */
    private static List<ManagedFieldsEntry> writes(AuditEntry entry, KubernetesClient client)
            throws JsonProcessingException {
        String json = client.raw("/apis/loadstone.dev/v1alpha1/namespaces/" + entry.namespace()
                + "/loadtests?limit=1&fieldSelector=metadata.name%3D" + entry.name());
        JsonNode metadata = LENIENT.readTree(json == null ? "{}" : json)
                .path("items")
                .path(0)
                .path("metadata");
        return entry.uid().equals(metadata.path("uid").asText())
                ? List.of(LENIENT.treeToValue(metadata.withArray("managedFields"), ManagedFieldsEntry[].class))
                : List.of();
    }
}
