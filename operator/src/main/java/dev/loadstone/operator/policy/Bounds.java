package dev.loadstone.operator.policy;

import dev.loadstone.api.v1alpha1.LoadTestPolicy;
import dev.loadstone.protocol.AddressRules;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the runs of one namespace may do.
 *
 * @param policies that bind it, by name; each of them must hold, which makes the strictest of them count
 * @param refused addresses that load does not go to in this cluster, whatever the namespace
 * @param doubt why these may not be all policies that bind it, which keeps runs from starting; null where they are
 */
public record Bounds(
        List<LoadTestPolicy> policies,
        List<AddressRules.Refused> refused,
        @Nullable String doubt) {
    /** Nothing is bounded. */
    public static final Bounds NONE = new Bounds(List.of(), List.of());

    public Bounds {
        policies = policies.stream()
                .sorted(Comparator.comparing(each -> each.getMetadata().getName()))
                .toList();
        refused = List.copyOf(refused);
    }

    /** What is known for sure. */
    public Bounds(List<LoadTestPolicy> policies, List<AddressRules.Refused> refused) {
        this(policies, refused, null);
    }

    /** The same, where that may not be all. */
    public Bounds doubted(@Nullable String why) {
        return new Bounds(policies, refused, why);
    }

    /** Those of all policies that bind a namespace with these labels. */
    public static Bounds of(
            Stream<LoadTestPolicy> all, Map<String, String> labels, List<AddressRules.Refused> refused) {
        return new Bounds(
                all.filter(each -> Selector.selects(each.getSpec().namespaceSelector(), labels))
                        .toList(),
                refused);
    }

    /** The policy that has all runs drained; empty where none does. */
    public Optional<String> frozenBy() {
        return policies.stream()
                .filter(each -> each.getSpec().freeze())
                .map(each -> each.getMetadata().getName())
                .findFirst();
    }

    /** How many runs of the namespace may be under way at once; empty for any number. */
    public Optional<Limit> maxConcurrentRuns() {
        return policies.stream()
                .filter(each -> each.getSpec().maxConcurrentRuns() != null)
                .map(each -> new Limit(
                        each.getSpec().maxConcurrentRuns(), each.getMetadata().getName()))
                .min(Comparator.comparingLong(Limit::most));
    }

    /** Names of the policies. */
    public List<String> names() {
        return policies.stream().map(each -> each.getMetadata().getName()).toList();
    }
}
