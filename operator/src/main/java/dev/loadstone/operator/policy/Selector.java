package dev.loadstone.operator.policy;

import dev.loadstone.api.v1alpha1.LabelExpressionSpec;
import dev.loadstone.api.v1alpha1.NamespaceSelectorSpec;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whether labels are selected, as Kubernetes itself decides it. */
final class Selector {
    private Selector() {}

    static boolean selects(NamespaceSelectorSpec selector, Map<String, String> labels) {
        return labels.entrySet().containsAll(selector.matchLabels().entrySet())
                && selector.matchExpressions().stream().allMatch(each -> holds(each, labels.get(each.key())));
    }

    /** A label that is not there is not in any list. */
    private static boolean holds(LabelExpressionSpec expression, @Nullable String label) {
        return switch (expression.operator()) {
            case IN -> label != null && expression.values().contains(label);
            case NOT_IN -> label == null || !expression.values().contains(label);
            case EXISTS -> label != null;
            case DOES_NOT_EXIST -> label == null;
        };
    }
}
