package dev.loadstone.operator.observe;

import dev.loadstone.api.v1alpha1.LoadTest;
import dev.loadstone.api.v1alpha1.LoadTestStatus;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes each event once, under a name made of its test and key, so that the API server refuses a second one. */
public final class ClusterRunEvents implements RunEvents {
    private static final Logger LOG = LoggerFactory.getLogger(ClusterRunEvents.class);
    /** The API server takes 1024 bytes; three for the mark that something is left out. */
    private static final int MOST_BYTES = 1021;

    private static final int LONGEST_TEST_NAME = 200;

    private final KubernetesClient client;
    private final String instance;
    private final Clock clock;
    private final Consumer<LoadTestStatus> ended;
    private final Runnable missed;

    /**
     * @param instance the operator's pod, for those who ask who said it
     * @param ended given each status that tells of the end of a run
     * @param missed told of each start that was missed, once, whatever is restarted
     */
    public ClusterRunEvents(
            KubernetesClient client, String instance, Clock clock, Consumer<LoadTestStatus> ended, Runnable missed) {
        this.client = client;
        this.instance = instance;
        this.clock = clock;
        this.ended = ended;
        this.missed = missed;
    }

    @Override
    public void ended(LoadTestStatus status) {
        ended.accept(status);
    }

    @Override
    public void emit(LoadTest test, String type, String reason, String note, String key) {
        try {
            client.resource(event(test, type, reason, note, key)).create();
            if (reason.equals(START_MISSED)) {
                missed.run();
            }
        } catch (KubernetesClientException e) {
            if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                LOG.atWarn()
                        .addKeyValue("test", test.getMetadata().getName())
                        .addKeyValue("namespace", test.getMetadata().getNamespace())
                        .addKeyValue("reason", reason)
                        .log("An event could not be written: {}", e.getMessage());
            }
        }
    }

    Event event(LoadTest test, String type, String reason, String note, String key) {
        ObjectMeta metadata = test.getMetadata();
        String now = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
        return new EventBuilder()
                .withNewMetadata()
                .withNamespace(metadata.getNamespace())
                .withName(name(metadata, key))
                .endMetadata()
                .withNewInvolvedObject()
                .withApiVersion(test.getApiVersion())
                .withKind(test.getKind())
                .withNamespace(metadata.getNamespace())
                .withName(metadata.getName())
                .withUid(metadata.getUid())
                .endInvolvedObject()
                .withType(type)
                .withReason(reason)
                .withMessage(cut(note))
                .withFirstTimestamp(now)
                .withLastTimestamp(now)
                .withCount(1)
                .withNewSource("loadstone", instance)
                .withReportingComponent("loadstone.dev/operator")
                .withReportingInstance(instance)
                .build();
    }

    private static String name(ObjectMeta metadata, String key) {
        String test = metadata.getName();
        byte[] identity = (metadata.getUid() + "/" + key).getBytes(StandardCharsets.UTF_8);
        return test.substring(0, Math.min(LONGEST_TEST_NAME, test.length()))
                + "."
                + UUID.nameUUIDFromBytes(identity).toString().replace("-", "");
    }

    private static String cut(String note) {
        byte[] bytes = note.getBytes(StandardCharsets.UTF_8);
        if (bytes.length <= MOST_BYTES) {
            return note;
        }
        int end = MOST_BYTES;
        while ((bytes[end] & 0xC0) == 0x80) {
            end--;
        }
        return new String(bytes, 0, end, StandardCharsets.UTF_8) + "…";
    }
}
