package dev.loadstone.operator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.loadstone.operator.policy.RefusedRanges.ApiServer;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The addresses of the API server: that of its Service, and the one behind it that its discovery tells everybody. Of several API
 * servers only the one that answers tells its own.
 */
final class ApiServers {
    private static final Logger LOG = LoggerFactory.getLogger(ApiServers.class);

    private ApiServers() {}

    static Set<ApiServer> of(SafetyConfig config, KubernetesClient client) {
        var all = new HashSet<>(config.apiServer());
        if (all.isEmpty()) {
            LOG.warn(
                    "KUBERNETES_SERVICE_HOST is no address: load is not kept from the API server's Service, unless deniedCidrs"
                            + " has it");
        }
        try {
            String discovery = client.raw("/api");
            all.addAll(discovery == null ? Set.of() : told(discovery));
        } catch (KubernetesClientException | JsonProcessingException e) {
            LOG.warn(
                    "The API server does not tell its own address; load is kept from its Service alone: {}",
                    e.getMessage());
        }
        return all;
    }

    static Set<ApiServer> told(String discovery) throws JsonProcessingException {
        var all = new HashSet<ApiServer>();
        for (JsonNode each : new ObjectMapper().readTree(discovery).path("serverAddressByClientCIDRs")) {
            String address = each.path("serverAddress").asText();
            int colon = address.lastIndexOf(':');
            if (colon > 0) {
                String host = address.substring(0, colon).replaceAll("[\\[\\]]", "");
                SafetyConfig.apiServer(host, address.substring(colon + 1))
                        .ifPresentOrElse(
                                all::add,
                                () -> LOG.warn(
                                        "The API server calls itself {}, which is no address: load is not kept from it, unless"
                                                + " deniedCidrs has what it resolves to",
                                        address));
            }
        }
        return all;
    }
}
