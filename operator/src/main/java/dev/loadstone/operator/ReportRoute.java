package dev.loadstone.operator;

import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSliceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leads runners to this process: the endpoint of the Service that they dial, which has no selector. Readiness can't tell
 * the leader, because a replica that stands by is ready too, or no rollout would end; and a label on the leader's pod
 * would need the right to change every pod of the namespace. This needs one object, by name. A new leader takes it over,
 * whatever became of the old one, and it goes with the pod that it leads to.
 */
final class ReportRoute {
    private static final Logger LOG = LoggerFactory.getLogger(ReportRoute.class);
    private static final String FIELD_MANAGER = "loadstone-operator";
    private static final String SERVICE = "kubernetes.io/service-name";
    private static final String MANAGED_BY = "endpointslice.kubernetes.io/managed-by";

    private final KubernetesClient client;
    private final EndpointSlice slice;

    /** @param place of this process */
    ReportRoute(KubernetesClient client, OperatorConfig config, OperatorConfig.Place place) {
        this.client = client;
        this.slice = slice(config, place);
    }

    private static EndpointSlice slice(OperatorConfig config, OperatorConfig.Place place) {
        return new EndpointSliceBuilder()
                .withNewMetadata()
                .withName(place.service())
                .withNamespace(config.namespace())
                .addToLabels(SERVICE, place.service())
                .addToLabels(MANAGED_BY, FIELD_MANAGER)
                .addNewOwnerReference()
                .withApiVersion("v1")
                .withKind("Pod")
                .withName(config.pod())
                .withUid(place.podUid())
                .endOwnerReference()
                .endMetadata()
                .withAddressType(place.address().contains(":") ? "IPv6" : "IPv4")
                .addNewEndpoint()
                .withAddresses(place.address())
                .withNewConditions()
                .withReady(true)
                .endConditions()
                .withNewTargetRef()
                .withKind("Pod")
                .withName(config.pod())
                .withNamespace(config.namespace())
                .withUid(place.podUid())
                .endTargetRef()
                .endEndpoint()
                .addNewPort()
                .withName("report")
                .withPort(config.reportPort())
                .withProtocol("TCP")
                .withAppProtocol("https")
                .endPort()
                .build();
    }

    private boolean leadsHere(EndpointSlice there) {
        return addresses(there).equals(addresses(slice)) && owners(there).equals(owners(slice));
    }

    private static List<String> addresses(EndpointSlice slice) {
        return slice.getEndpoints().stream()
                .flatMap(each -> each.getAddresses().stream())
                .toList();
    }

    private static List<String> owners(EndpointSlice slice) {
        return slice.getMetadata().getOwnerReferences().stream()
                .map(OwnerReference::getUid)
                .toList();
    }

    /** Sees to it that it leads here; where that fails, it may work the next time. */
    void keep() {
        try {
            EndpointSlice there = client.resource(slice).get();
            if (there == null || !leadsHere(there)) {
                client.resource(slice)
                        .fieldManager(FIELD_MANAGER)
                        .forceConflicts()
                        .serverSideApply();
                LOG.atInfo().addKeyValue("slice", slice.getMetadata().getName()).log("Runners are led here");
            }
        } catch (KubernetesClientException e) {
            LOG.atError().log("Runners can't be led here, which they need to report: {}", e.getMessage());
        }
    }
}
