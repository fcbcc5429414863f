package dev.loadstone.operator.policy;

import dev.loadstone.api.v1alpha1.LoadTestPolicy;
import dev.loadstone.operator.plan.Problem;
import dev.loadstone.protocol.AddressRules;
import dev.loadstone.protocol.Cidr;
import java.util.List;
import java.util.function.Function;

/**
 * The addresses that load may go to.
 *
 * @param problems of policies that can't be read: a run that they bind must not start
 */
record Reach(AddressRules rules, List<Problem> problems) {

    static Reach of(Bounds bounds) {
        try {
            var rules = new AddressRules(
                    bounds.refused(),
                    listed(bounds, each -> each.getSpec().targets().cidrs().denied()),
                    listed(bounds, each -> each.getSpec().targets().cidrs().allowed()));
            return new Reach(rules, List.of());
        } catch (IllegalArgumentException e) {
            return new Reach(
                    new AddressRules(bounds.refused(), List.of(), List.of()),
                    List.of(new Problem("spec.target", String.valueOf(e.getMessage()))));
        }
    }

    private static List<AddressRules.Listed> listed(Bounds bounds, Function<LoadTestPolicy, List<String>> ranges) {
        return bounds.policies().stream()
                .filter(each -> !ranges.apply(each).isEmpty())
                .map(each -> listed(each.getMetadata().getName(), ranges.apply(each)))
                .toList();
    }

    private static AddressRules.Listed listed(String policy, List<String> ranges) {
        try {
            return new AddressRules.Listed(
                    policy, ranges.stream().map(Cidr::parse).toList());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("LoadTestPolicy " + policy + " can't be read: " + e.getMessage(), e);
        }
    }
}
