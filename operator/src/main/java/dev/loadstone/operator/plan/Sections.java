package dev.loadstone.operator.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The fields of a spec, with what is wrong with each: in whatever order they are looked at, problems come in that of the spec. */
final class Sections {
    private static final List<String> FIELDS = List.of(
            "target",
            "targets",
            "variables",
            "data",
            "flows",
            "setup",
            "teardown",
            "scenarios",
            "load",
            "thresholds",
            "runners",
            "runPolicy",
            "schedule");

    private final Map<Integer, List<Problem>> problems = new TreeMap<>();

    /** The place of a field. */
    Place place(String field) {
        int index = FIELDS.indexOf(field);
        if (index < 0) {
            throw new IllegalArgumentException("no field of a spec: " + field);
        }
        return new Place("spec." + field, problems.computeIfAbsent(index, _ -> new ArrayList<>()));
    }

    /** All of them. */
    List<Problem> problems() {
        return problems.values().stream().flatMap(List::stream).toList();
    }
}
