package dev.loadstone.cli.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.loadstone.operator.plan.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the command line puts in the place of what a manifest says.
 *
 * @param target the URL to go to, in place of the target's url or service; null for the manifest's own
 * @param variables values by name of a variable that the manifest has
 */
public record Overrides(@Nullable String target, Map<String, String> variables) {
    /** The manifest as it is. */
    public static final Overrides NONE = new Overrides(null, Map.of());

    public Overrides {
        variables = Map.copyOf(variables);
    }

    /** A complaint about what the command line gave names the option, not the field that it went into. */
    Problem inTheUsersWords(Problem problem) {
        return target != null && problem.path().equals("spec.target.url")
                ? new Problem("--target", problem.message())
                : problem;
    }

    /** Changes the tree of a spec in place; what can't be put anywhere is a problem. */
    List<Problem> applyTo(JsonNode spec) {
        if (target != null && spec.path("target") instanceof ObjectNode node) {
            node.remove("service");
            node.put("url", target);
        }
        var problems = new ArrayList<Problem>();
        variables.forEach((name, value) -> {
            var known = new ArrayList<String>();
            boolean set = false;
            for (JsonNode variable : spec.path("variables")) {
                known.add(variable.path("name").asText());
                if (variable.path("name").asText().equals(name) && variable instanceof ObjectNode node) {
                    node.remove(List.of("values", "valueFrom"));
                    node.put("value", value);
                    set = true;
                }
            }
            if (!set) {
                problems.add(new Problem(
                        "--set " + name, "no variable of the manifest has this name" + Spelling.hint(name, known)));
            }
        });
        return problems;
    }
}
