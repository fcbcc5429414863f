package dev.loadstone.cluster;

import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Rights over the whole cluster that the operator has not, until this is closed. */
record Rights(KubernetesClient client, List<ClusterRole> whole) implements AutoCloseable {
    /** @param taken verbs and resources, such as {@code create jobs} */
    static Rights without(KubernetesClient client, String... taken) {
        List<ClusterRole> whole = client.rbac().clusterRoles().withLabel("app.kubernetes.io/instance", Installation.RELEASE).list().getItems();
        var rights = new Rights(client, whole);
        try {
            for (ClusterRole role : whole) {
                rights.set(role, role.getRules().stream().flatMap(rule -> without(rule, Set.of(taken)).stream()).toList());
            }
        } catch (RuntimeException e) {
            rights.close();
            throw e;
        }
        return rights;
    }

    /** One rule for each resource, of the verbs that are left. */
    private static List<PolicyRule> without(PolicyRule rule, Set<String> taken) {
        var left = new ArrayList<PolicyRule>();
        for (String resource : rule.getResources()) {
            List<String> verbs = rule.getVerbs().stream()
                    .filter(verb -> !taken.contains(verb + " " + resource))
                    .toList();
            if (!verbs.isEmpty()) {
                left.add(rule.edit().withResources(resource).withVerbs(verbs).build());
            }
        }
        return left;
    }

    private void set(ClusterRole role, List<PolicyRule> rules) {
        client.rbac().clusterRoles().withName(role.getMetadata().getName()).edit(found -> {
            found.setRules(rules);
            return found;
        });
    }

    @Override
    public void close() {
        whole.forEach(role -> set(role, role.getRules()));
    }
}
