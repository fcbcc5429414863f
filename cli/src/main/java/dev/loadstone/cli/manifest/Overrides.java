package dev.loadstone.cli.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.loadstone.operator.plan.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the command line puts in the place of what a manifest says.
 *
 * @param target the URL to go to, in place of the target's url or service; null for the manifest's own
 * @param targets the same by name of a target that the manifest has
 * @param variables values by name of a variable that the manifest has
 */
public record Overrides(@Nullable String target, Map<String, String> targets, Map<String, String> variables) {
    /** The manifest as it is. */
    public static final Overrides NONE = new Overrides(null, Map.of(), Map.of());

    private static final Pattern PLACE = Pattern.compile("spec\\.(target|targets\\[([0-9]+)])\\.url");

    public Overrides {
        targets = Map.copyOf(targets);
        variables = Map.copyOf(variables);
    }

    /** A complaint about what the command line gave names the option, not the field that it went into. */
    Problem inTheUsersWords(Problem problem, JsonNode spec) {
        Matcher place = PLACE.matcher(problem.path());
        if (!place.matches()) {
            return problem;
        }
        JsonNode at = place.group(2) == null
                ? spec.path("target")
                : spec.path("targets").path(Integer.parseInt(place.group(2)));
        String name = at.path("name").asText("");
        if (targets.containsKey(name)) {
            return new Problem("--target " + name, problem.message());
        }
        return target != null && place.group(2) == null ? new Problem("--target", problem.message()) : problem;
    }

    /** Changes the tree of a spec in place; what can't be put anywhere is a problem. */
    List<Problem> applyTo(JsonNode spec) {
        if (target != null) {
            go(spec.path("target"), target);
        }
        var problems = new ArrayList<Problem>();
        targets.forEach((name, url) -> redirect(spec, name, url, problems));
        variables.forEach((name, value) -> set(spec, name, value, problems));
        return problems;
    }

    private static void redirect(JsonNode spec, String name, String url, List<Problem> problems) {
        var places = new ArrayList<JsonNode>(List.of(spec.path("target")));
        spec.path("targets").forEach(places::add);
        var known = new ArrayList<String>();
        for (JsonNode place : places) {
            String of = place.path("name").asText("");
            if (of.equals(name)) {
                go(place, url);
                return;
            }
            if (!of.isEmpty()) {
                known.add(of);
            }
        }
        problems.add(new Problem(
                "--target " + name, "no target of the manifest has this name" + Spelling.hint(name, known)));
    }

    /** Certificates are of no use without TLS, and nobody should have to find them. */
    private static void go(JsonNode place, String url) {
        if (place instanceof ObjectNode node) {
            node.remove("service");
            node.put("url", url);
            if (url.startsWith("http://")) {
                node.remove("tls");
            }
        }
    }

    private static void set(JsonNode spec, String name, String value, List<Problem> problems) {
        var known = new ArrayList<String>();
        for (JsonNode variable : spec.path("variables")) {
            known.add(variable.path("name").asText());
            if (variable.path("name").asText().equals(name) && variable instanceof ObjectNode node) {
                node.remove(List.of("values", "valueFrom"));
                node.put("value", value);
                return;
            }
        }
        problems.add(
                new Problem("--set " + name, "no variable of the manifest has this name" + Spelling.hint(name, known)));
    }
}
