package dev.loadstone.operator.observe;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The PromQL of the dashboards and alerts that the chart ships. */
record Expressions(List<Shipped> all) {
    private static final Path CHART = Path.of("../helm/loadstone");
    private static final Pattern SELECTOR = Pattern.compile("\\b([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{([^}]*)})?");
    private static final Pattern LABEL = Pattern.compile("([a-zA-Z_]\\w*)\\s*(?:=~|!~|!=|=)");
    private static final Pattern WORD_OF_LANGUAGE = Pattern.compile(
            "sum|max|min|by|rate|increase|histogram_quantile|absent|and|or|unless|on|group_left|vector|label_values|[a-z]");

    /** One expression and where it stands. */
    record Shipped(String place, String expression) {
        /** Names of metrics with the labels that they are asked for by. */
        List<Selector> selectors() {
            String plain = expression
                    .replaceAll("\\[[^]]*]", " ")
                    .replaceAll("\\b(by|on|group_left)\\s*\\([^)]*\\)", " ")
                    .replaceAll("label_values\\((.*), \\w+\\)", "$1");
            return SELECTOR.matcher(plain)
                    .results()
                    .filter(match -> !WORD_OF_LANGUAGE.matcher(match.group(1)).matches())
                    .map(match -> new Selector(match.group(1), labels(match)))
                    .toList();
        }

        /** Labels that results are kept apart by. */
        List<String> groups() {
            return Pattern.compile("\\bby\\s*\\(([^)]*)\\)")
                    .matcher(expression)
                    .results()
                    .flatMap(match -> Stream.of(match.group(1).split(",\\s*")))
                    .toList();
        }

        private static List<String> labels(MatchResult match) {
            return match.group(2) == null
                    ? List.of()
                    : LABEL.matcher(match.group(2))
                            .results()
                            .map(label -> label.group(1))
                            .toList();
        }
    }

    record Selector(String metric, List<String> labels) {}

    static Expressions shipped() throws IOException {
        var all = new ArrayList<Shipped>();
        for (String folder : List.of("dashboards", "alerts")) {
            try (Stream<Path> files = Files.list(CHART.resolve(folder))) {
                for (Path file : new TreeSet<>(files.toList())) {
                    collect(
                            file.getFileName().toString(),
                            Serialization.unmarshal(Files.readString(file), JsonNode.class),
                            all);
                }
            }
        }
        return new Expressions(all);
    }

    private static void collect(String place, JsonNode node, List<Shipped> all) {
        for (var field : node.properties()) {
            String at = place + "." + field.getKey();
            boolean query = field.getKey().equals("expr") || field.getKey().equals("definition");
            if (query) {
                all.add(new Shipped(at, field.getValue().asText()));
            }
            collect(at, field.getValue(), all);
        }
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            collect(place + "[" + i + "]", node.get(i), all);
        }
    }
}
