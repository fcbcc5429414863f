package dev.loadstone.operator.policy;

import dev.loadstone.api.v1alpha1.LoadTestPolicy;
import dev.loadstone.api.v1alpha1.RunnersSpec;
import dev.loadstone.operator.plan.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Holds what the runners' pods are against one policy: their image, and who they are. */
final class Pods {
    private static final String NAMESPACES_OWN = "default";

    private Pods() {}

    static List<Problem> problems(RunnersSpec runners, LoadTestPolicy policy) {
        List<String> images = policy.getSpec().images();
        List<String> accounts = policy.getSpec().serviceAccounts();
        var problems = new ArrayList<Problem>();
        String image = runners.image();
        if (image != null
                && !images.isEmpty()
                && images.stream().map(ImagePrefix::new).noneMatch(each -> each.matches(image))) {
            problems.add(unlisted("spec.runners.image", image, images, policy, "images"));
        }
        String account = Objects.requireNonNullElse(runners.serviceAccountName(), NAMESPACES_OWN);
        if (!accounts.isEmpty() && !accounts.contains(account)) {
            problems.add(unlisted("spec.runners.serviceAccountName", account, accounts, policy, "serviceAccounts"));
        }
        return problems;
    }

    private static Problem unlisted(
            String path, String value, List<String> allowed, LoadTestPolicy policy, String field) {
        return new Problem(
                path,
                value + " is not among what LoadTestPolicy "
                        + policy.getMetadata().getName() + " allows; " + field + " has " + String.join(", ", allowed));
    }
}
