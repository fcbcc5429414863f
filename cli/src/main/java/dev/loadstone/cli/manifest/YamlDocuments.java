package dev.loadstone.cli.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.AbstractConstruct;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/** Reads YAML as kubectl does: anchors and merges are followed, a field that is there twice is refused, a date is a text. */
final class YamlDocuments {
    private static final ObjectMapper MAPPER = JsonMapper.builder().build();

    /** From here on Go writes a number with an exponent. */
    private static final double LONGEST = 1e21;

    private YamlDocuments() {}

    /** @throws org.yaml.snakeyaml.error.YAMLException where it is not YAML */
    static List<JsonNode> read(String text) {
        var limits = new LoaderOptions();
        limits.setAllowDuplicateKeys(false);
        var layout = new DumperOptions();
        var yaml = new Yaml(
                new KubernetesConstructor(limits), new Representer(layout), layout, limits, new KubernetesResolver());
        var documents = new ArrayList<JsonNode>();
        yaml.loadAll(text).forEach(document -> documents.add(MAPPER.valueToTree(document)));
        return documents;
    }

    /** A single {@code y} or {@code n} is a truth value to kubectl, as YAML 1.1 has it. */
    private static final class KubernetesConstructor extends SafeConstructor {
        private static final Set<String> TRUE = Set.of("y", "yes", "true", "on");

        KubernetesConstructor(LoaderOptions limits) {
            super(limits);
            yamlConstructors.put(Tag.FLOAT, new ConstructYamlFloat() {
                @Override
                public Object construct(Node node) {
                    return whole((Double) super.construct(node));
                }
            });
            yamlConstructors.put(Tag.BOOL, new AbstractConstruct() {
                @Override
                public Object construct(Node node) {
                    return TRUE.contains(constructScalar((ScalarNode) node).toLowerCase(Locale.ROOT));
                }
            });
        }
    }

    /** On its way to an API server 2.0 becomes 2, and 1e3 becomes 1000. */
    private static Object whole(Double number) {
        return Math.rint(number) == number && Math.abs(number) < LONGEST
                ? new BigDecimal(number).toBigIntegerExact()
                : number;
    }

    /** YAML 1.1 without dates and without numbers to the base of 60. */
    private static final class KubernetesResolver extends Resolver {
        private static final Pattern TRUTH = Pattern.compile(BOOL.pattern() + "|^[yYnN]$");
        private static final Pattern WHOLE =
                Pattern.compile("[-+]?(?:0b[01_]+|0x[0-9a-fA-F_]+|0[0-7_]+|0|[1-9][0-9_]*)");
        private static final Pattern FRACTION = Pattern.compile(
                "[-+]?(?:[0-9][0-9_]*\\.[0-9_]*|\\.[0-9][0-9_]*|[0-9][0-9_]*(?=[eE]))(?:[eE][-+]?[0-9]+)?"
                        + "|[-+]?\\.(?:inf|Inf|INF)|\\.(?:nan|NaN|NAN)");

        @Override
        protected void addImplicitResolvers() {
            addImplicitResolver(Tag.BOOL, TRUTH, "yYnNtTfFoO");
            addImplicitResolver(Tag.INT, WHOLE, "-+0123456789");
            addImplicitResolver(Tag.FLOAT, FRACTION, "-+0123456789.");
            addImplicitResolver(Tag.MERGE, MERGE, "<");
            addImplicitResolver(Tag.NULL, NULL, "~nN\0");
            addImplicitResolver(Tag.NULL, EMPTY, null);
        }
    }
}
