package dev.loadstone.operator;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;

/** The operator's client of the API server: it gives up soon, since whoever asks tries again. */
final class ClusterClient {
    private static final int REQUEST_MILLIS = 10_000;
    private static final int CONNECT_MILLIS = 3_000;
    private static final int RETRIES = 3;
    /** What is written without a manager of its fields is the user agent's: whatever the operator writes has one manager. */
    static final String NAME = "loadstone-operator";

    private ClusterClient() {}

    /** Who wrote which field is longer than what was written, and nobody here reads it: caches must not hold it. */
    @JsonIgnoreProperties("managedFields")
    private interface WithoutManagers {}

    /** An older operator must survive a newer object: unknown fields are ignored. */
    static KubernetesClient connect() {
        return connect(Config.autoConfigure(null));
    }

    static KubernetesClient connect(Config base) {
        var lenient = JsonMapper.builder()
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .addMixIn(ObjectMeta.class, WithoutManagers.class)
                .build();
        var serialization = new KubernetesSerialization(lenient, false);
        // Without it the end of a watch's history goes by unread, and its informer never hears of anything again.
        serialization.registerKubernetesResource(Status.class);
        Config config = new ConfigBuilder(base)
                .withUserAgent(NAME)
                .withRequestTimeout(REQUEST_MILLIS)
                .withConnectionTimeout(CONNECT_MILLIS)
                .withRequestRetryBackoffLimit(RETRIES)
                .build();
        return new KubernetesClientBuilder()
                .withConfig(config)
                .withHttpClientFactory(new JdkHttpClientFactory())
                .withKubernetesSerialization(serialization)
                .build();
    }
}
