package dev.loadstone.operator.policy;

import dev.loadstone.api.v1alpha1.LoadTestPolicy;
import dev.loadstone.api.v1alpha1.LoadTestSpec;
import dev.loadstone.api.v1alpha1.TargetSpec;
import dev.loadstone.operator.plan.Problem;
import dev.loadstone.protocol.AddressRules;
import dev.loadstone.protocol.IpLiteral;
import dev.loadstone.protocol.RunPlan;
import dev.loadstone.protocol.Target;
import java.util.ArrayList;
import java.util.List;

/** Holds the targets against hosts and addresses. What a name resolves to only the runner can tell. */
final class Destinations {
    private Destinations() {}

    static List<Problem> problems(LoadTestSpec spec, RunPlan plan, Bounds bounds, AddressRules rules) {
        var problems = new ArrayList<Problem>();
        List<Target> targets = plan.allTargets();
        for (int i = 0; i < targets.size(); i++) {
            TargetSpec written = i == 0 ? spec.target() : spec.targets().get(i - 1);
            String path = (i == 0 ? "spec.target" : "spec.targets[" + (i - 1) + "]")
                    + (written.url() == null ? ".service" : ".url");
            Target target = targets.get(i);
            if (IpLiteral.isLiteral(target.host())) {
                rules.refusal(IpLiteral.parse(target.host()), target.port())
                        .ifPresent(sentence -> problems.add(new Problem(path, sentence)));
            }
            String host = HostPattern.meant(target.host(), plan.namespace());
            bounds.policies().stream()
                    .filter(policy -> !allows(policy, target.host(), host))
                    .forEach(policy -> problems.add(unlisted(path, target.host(), policy)));
        }
        return problems;
    }

    private static boolean allows(LoadTestPolicy policy, String written, String meant) {
        List<String> hosts = policy.getSpec().targets().hosts();
        return hosts.isEmpty()
                || hosts.stream().map(HostPattern::new).anyMatch(each -> each.matches(written) || each.matches(meant));
    }

    private static Problem unlisted(String path, String host, LoadTestPolicy policy) {
        String hosts = String.join(", ", policy.getSpec().targets().hosts());
        return new Problem(
                path,
                host + " is no host that LoadTestPolicy " + policy.getMetadata().getName()
                        + " allows; targets.hosts has "
                        + (hosts.length() > 200 ? hosts.substring(0, 200) + "..." : hosts));
    }
}
