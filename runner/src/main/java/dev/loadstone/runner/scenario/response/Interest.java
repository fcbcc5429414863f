package dev.loadstone.runner.scenario.response;

import dev.loadstone.runner.scenario.cel.Formula;
import java.util.Collection;

/**
 * What conditions look at in a response.
 *
 * @param any whether they look at it at all
 */
public record Interest(boolean any, boolean head, boolean body) {
    public static final Interest NONE = new Interest(false, false, false);

    public static Interest of(Collection<Formula> formulas) {
        return new Interest(
                formulas.stream()
                        .anyMatch(formula -> !formula.uses().of("response").isEmpty()),
                formulas.stream().anyMatch(formula -> formula.uses().has("response", "headers")),
                formulas.stream()
                        .anyMatch(formula -> formula.uses().has("response", "body")
                                || formula.uses().has("response", "json")));
    }

    public Interest plus(Interest other) {
        return new Interest(any || other.any, head || other.head, body || other.body);
    }
}
