package dev.loadstone.cli.manifest;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.loadstone.cli.manifest.Schema.Rule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Evaluates the CEL rules of the schema, each compiled once, when it is first needed. */
final class CelRules {
    /** CEL's whole numbers are longs, and only they. */
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_LONG_FOR_INTS)
            .build();

    /** Rules do not see into what has no schema. */
    private static final Object HIDDEN = "";

    private @Nullable CelCompiler compiler;
    private final CelRuntime runtime = CelRuntimeFactory.standardCelRuntimeBuilder()
            .addFunctionBindings(CelLists.sumOfWholeNumbers())
            .build();
    private final Map<String, CelRuntime.Program> programs = new HashMap<>();

    /** The messages of those rules that do not hold. A rule that cannot be evaluated does not hold, as in the API server. */
    List<String> broken(JsonNode self, Schema schema) {
        List<Rule> rules = schema.rules();
        if (rules.isEmpty()) {
            return List.of();
        }
        Object value = value(self, schema);
        return rules.stream()
                .filter(rule -> !holds(rule, value))
                .map(Rule::message)
                .toList();
    }

    /** As rules see it: fields have the names of CEL, keys of maps their own. */
    private static Object value(JsonNode node, Schema schema) {
        if (schema.isOpen()) {
            return HIDDEN;
        }
        if (node.isValueNode()) {
            return MAPPER.convertValue(node, Object.class);
        }
        if (node.isArray()) {
            var items = new ArrayList<>();
            node.forEach(item -> items.add(value(item, schema.items())));
            return items;
        }
        var fields = new HashMap<String, Object>();
        node.properties().forEach(field -> {
            String name = field.getKey();
            fields.put(schema.has(name) ? CelNames.of(name) : name, value(field.getValue(), schema.at(name)));
        });
        return fields;
    }

    private boolean holds(Rule rule, Object self) {
        try {
            return Boolean.TRUE.equals(
                    programs.computeIfAbsent(rule.expression(), this::compile).eval(Map.of("self", self)));
        } catch (CelEvaluationException e) {
            return false;
        }
    }

    private CelRuntime.Program compile(String expression) {
        if (compiler == null) {
            compiler = CelCompilerFactory.standardCelCompilerBuilder()
                    .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                    .addFunctionDeclarations(CelLists.sum())
                    .addVar("self", SimpleType.DYN)
                    .build();
        }
        try {
            return runtime.createProgram(compiler.compile(expression).getAst());
        } catch (CelValidationException | CelEvaluationException e) {
            throw new IllegalStateException("the schema has a rule that does not compile: " + expression, e);
        }
    }
}
