package dev.loadstone.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What an operator asked of the API server, as the server wrote it down: where LOADSTONE_AUDIT_LOG names the file, or it lies beside the kubeconfig. */
record AuditLog(Path file, String user) {
    private static final Set<String> WRITES = Set.of("create", "update", "patch", "delete", "deletecollection");
    private static final ObjectMapper JSON = new ObjectMapper();

    static Optional<AuditLog> find(Cluster cluster) {
        return find(cluster, Installation.RELEASE);
    }

    /** Of the operator that runs under this account of the release's namespace. */
    static Optional<AuditLog> find(Cluster cluster, String account) {
        String named = System.getenv("LOADSTONE_AUDIT_LOG");
        Path file = named == null ? cluster.kubeconfig().resolveSibling("log/audit.log") : Path.of(named);
        return Files.isReadable(file) ? Optional.of(new AuditLog(file, "\"system:serviceaccount:" + Installation.NAMESPACE + ":" + account + "\"")) : Optional.empty();
    }

    /** One call. */
    record Call(String verb, String resource, String namespace, String uri, String agent, boolean forbidden) {
        boolean isWrite() {
            return WRITES.contains(verb);
        }
    }

    List<Call> since(Instant instant) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> line.contains(user))
                    .map(AuditLog::read)
                    .filter(call -> !Instant.parse(call.path("requestReceivedTimestamp").asText()).isBefore(instant))
                    .map(AuditLog::call)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode read(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Call call(JsonNode event) {
        JsonNode object = event.path("objectRef");
        String part = object.path("subresource").asText();
        return new Call(
                event.path("verb").asText(),
                object.path("resource").asText() + (part.isEmpty() ? "" : "/" + part),
                object.path("namespace").asText(),
                event.path("requestURI").asText(),
                event.path("userAgent").asText(),
                event.at("/annotations/authorization.k8s.io~1decision").asText().equals("forbid"));
    }
}
