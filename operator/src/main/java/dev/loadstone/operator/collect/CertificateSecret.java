package dev.loadstone.operator.collect;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/** One Secret of the operator's namespace, by name: it must exist, be it empty, for the operator may create none. */
public final class CertificateSecret implements CertificateStore {
    private final KubernetesClient client;
    private final String namespace;
    private final String name;

    public CertificateSecret(KubernetesClient client, String namespace, String name) {
        this.client = client;
        this.namespace = namespace;
        this.name = name;
    }

    @Override
    public Stored read() {
        Secret secret = client.secrets().inNamespace(namespace).withName(name).get();
        if (secret == null) {
            throw new IllegalStateException("Secret " + namespace + "/" + name
                    + " does not exist: who keeps the certificate must make it, or let the chart make it empty");
        }
        var pem = new HashMap<String, String>();
        if (secret.getData() != null) {
            secret.getData().forEach((key, value) -> pem.put(key, text(value)));
        }
        return new Stored(pem, secret.getMetadata().getResourceVersion());
    }

    private static String text(String base64) {
        return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    }

    @Override
    public boolean replace(Stored before, Map<String, String> pem) {
        var data = new HashMap<String, String>();
        pem.forEach((key, value) ->
                data.put(key, Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8))));
        try {
            client.secrets()
                    .inNamespace(namespace)
                    .withName(name)
                    .patch(
                            PatchContext.of(PatchType.JSON_MERGE),
                            new SecretBuilder()
                                    .withNewMetadata()
                                    .withName(name)
                                    .withNamespace(namespace)
                                    .withResourceVersion(before.version())
                                    .endMetadata()
                                    .withData(data)
                                    .build());
            return true;
        } catch (KubernetesClientException e) {
            if (e.getCode() == HttpURLConnection.HTTP_CONFLICT) {
                return false;
            }
            throw e;
        }
    }
}
