package dev.loadstone.cluster;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import io.fabric8.kubernetes.api.model.rbac.Subject;
import io.fabric8.kubernetes.api.model.rbac.SubjectBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;

/**
 * The rights that today's chart gives the operator, a second time under names of their own: where the chart of the release before
 * runs today's program, that must not fail for want of a right which the program of then did not need.
 */
final class KeptRights implements AutoCloseable {
    private static final String KEPT = "loadstone.dev/kept";
    private static final String INSTANCE = "app.kubernetes.io/instance";
    private static final String RBAC = "rbac.authorization.k8s.io";

    private final KubernetesClient client;
    private final Subject operator = new SubjectBuilder()
            .withKind("ServiceAccount")
            .withName(Installation.RELEASE)
            .withNamespace(Installation.NAMESPACE)
            .build();

    KeptRights(KubernetesClient client) {
        this.client = client;
        close();
        keepClusterRoles();
        keepRoles();
    }

    private void keepClusterRoles() {
        for (var role : client.rbac().clusterRoles().withLabel(INSTANCE, Installation.RELEASE).list().getItems()) {
            ObjectMeta kept = kept(role.getMetadata());
            client.resource(new ClusterRoleBuilder().withMetadata(kept).withRules(role.getRules()).build()).create();
            client.resource(new ClusterRoleBindingBuilder()
                            .withMetadata(kept)
                            .withNewRoleRef(RBAC, "ClusterRole", kept.getName())
                            .withSubjects(operator)
                            .build())
                    .create();
        }
    }

    private void keepRoles() {
        var roles = client.rbac().roles().inNamespace(Installation.NAMESPACE).withLabel(INSTANCE, Installation.RELEASE);
        for (var role : roles.list().getItems()) {
            ObjectMeta kept = kept(role.getMetadata());
            client.resource(new RoleBuilder().withMetadata(kept).withRules(role.getRules()).build()).create();
            client.resource(new RoleBindingBuilder()
                            .withMetadata(kept)
                            .withNewRoleRef(RBAC, "Role", kept.getName())
                            .withSubjects(operator)
                            .build())
                    .create();
        }
    }

    private static ObjectMeta kept(ObjectMeta metadata) {
        return new ObjectMetaBuilder()
                .withName("kept-" + metadata.getName())
                .withNamespace(metadata.getNamespace())
                .addToLabels(KEPT, "true")
                .build();
    }

    @Override
    public void close() {
        giveBack();
    }

    /** May be done twice. */
    void giveBack() {
        client.rbac().clusterRoleBindings().withLabel(KEPT).delete();
        client.rbac().clusterRoles().withLabel(KEPT).delete();
        client.rbac().roleBindings().inNamespace(Installation.NAMESPACE).withLabel(KEPT).delete();
        client.rbac().roles().inNamespace(Installation.NAMESPACE).withLabel(KEPT).delete();
    }
}
