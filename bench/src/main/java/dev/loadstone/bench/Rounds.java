package dev.loadstone.bench;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What each client's requests cost in each round, in microseconds. */
record Rounds(Map<Integer, Map<String, Double>> costs) {
    private static final String OURS = "loadstone";

    /** From lines {@code ROUND \t CLIENT \t MICROS}; what has no figure, because the client failed, is left out. */
    static Rounds parse(Stream<String> lines) {
        var costs = new TreeMap<Integer, Map<String, Double>>();
        lines.map(line -> line.split("\t", -1))
                .filter(fields -> fields.length == 3 && !fields[2].isEmpty())
                .forEach(fields -> costs.computeIfAbsent(Integer.parseInt(fields[0]), round -> new LinkedHashMap<>())
                        .put(fields[1], Double.parseDouble(fields[2])));
        return new Rounds(costs);
    }

    Spread ours() {
        return cost(OURS);
    }

    Spread cost(String client) {
        return Spread.of(costs.values().stream()
                .filter(round -> round.containsKey(client))
                .mapToDouble(round -> round.get(client)));
    }

    boolean has(String peer) {
        return costs.values().stream().anyMatch(round -> round.containsKey(OURS) && round.containsKey(peer));
    }

    /** Ours over the peer's, round by round, since what disturbs a round disturbs both. */
    Spread ratio(String peer) {
        return Spread.of(costs.values().stream()
                .filter(round -> round.containsKey(OURS) && round.containsKey(peer))
                .mapToDouble(round -> round.get(OURS) / round.get(peer)));
    }
}
