package dev.loadstone.runner.scenario.cel;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.navigation.CelNavigableExpr;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a condition looks at.
 *
 * @param fields below each of the roots that it names; {@link #ALL} where it takes a root as a whole
 */
public record Uses(Map<String, Set<String>> fields) {
    /** Stands for all fields. */
    public static final String ALL = "*";

    private static final Map<String, List<String>> KNOWN = Map.of(
            "response", List.of("status", "body", "json", "headers", "timeMillis"), "user", List.of("id", "iteration"));

    public Uses {
        fields = Map.copyOf(fields);
    }

    /** @throws IllegalArgumentException where a field is named that there is not */
    static Uses of(CelAbstractSyntaxTree tree) {
        var fields = new TreeMap<String, Set<String>>();
        CelNavigableAst.fromAst(tree).getRoot().allNodes().forEach(node -> {
            String root = node.expr().identOrDefault().name();
            if (!root.isEmpty()) {
                fields.computeIfAbsent(root, name -> new TreeSet<>()).add(field(node));
            }
        });
        KNOWN.forEach((root, known) -> fields.getOrDefault(root, Set.of()).forEach(field -> {
            if (!field.equals(ALL) && !known.contains(field)) {
                throw new IllegalArgumentException(
                        root + " has no \"" + field + "\"; there are: " + String.join(", ", known));
            }
        }));
        return new Uses(fields);
    }

    private static String field(CelNavigableExpr root) {
        return root.parent()
                .map(parent -> parent.expr().selectOrDefault().field())
                .filter(field -> !field.isEmpty())
                .orElse(ALL);
    }

    /** Whether this field may be looked at. */
    public boolean has(String root, String field) {
        Set<String> used = fields.getOrDefault(root, Set.of());
        return used.contains(field) || used.contains(ALL);
    }

    /** Fields of the root that are named; {@link #ALL} among them where all may be looked at. */
    public Set<String> of(String root) {
        return fields.getOrDefault(root, Set.of());
    }
}
