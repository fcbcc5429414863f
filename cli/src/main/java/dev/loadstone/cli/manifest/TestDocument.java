package dev.loadstone.cli.manifest;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.loadstone.api.v1alpha1.LoadTestSpec;
import dev.loadstone.operator.plan.PlanResult;
import dev.loadstone.operator.plan.Planner;
import dev.loadstone.operator.plan.Problem;
import dev.loadstone.protocol.RunId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One document that is a LoadTest: what an API server and then the planner say to it. */
final class TestDocument {
    private static final ObjectMapper LENIENT = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private static final Schema SPEC = Schema.ofSpec();

    private final JsonNode document;
    private final List<Problem> problems = new ArrayList<>();
    private @Nullable Manifest manifest;

    private TestDocument(JsonNode document) {
        this.document = document;
    }

    static TestDocument read(JsonNode document, ConfigObjects objects, Overrides overrides) {
        var test = new TestDocument(document);
        test.problems.addAll(Head.check(document));
        if (document.hasNonNull("spec")) {
            test.take(document.get("spec"), objects, overrides);
        }
        test.problems.replaceAll(problem -> overrides.inTheUsersWords(problem, document.path("spec")));
        return test;
    }

    /** Empty where it is not even of the right form. */
    Optional<Manifest> manifest() {
        return Optional.ofNullable(manifest);
    }

    List<Problem> problems() {
        return List.copyOf(problems);
    }

    private void take(JsonNode spec, ConfigObjects objects, Overrides overrides) {
        Nulls.drop(spec, SPEC);
        problems.addAll(overrides.applyTo(spec));
        Defaults.fill(spec, SPEC);
        SchemaCheck check = SchemaCheck.of(spec, SPEC);
        problems.addAll(check.problems());
        if (check.isReadable()) {
            convert(spec).ifPresent(converted -> {
                String namespace = document.path("metadata").path("namespace").asText("");
                manifest = new Manifest(Head.name(document), converted, objects.in(namespace));
                plan(manifest);
            });
        }
    }

    private Optional<LoadTestSpec> convert(JsonNode spec) {
        try {
            return Optional.of(LENIENT.convertValue(spec, LoadTestSpec.class));
        } catch (IllegalArgumentException e) {
            if (!(e.getCause() instanceof JsonMappingException mismatch)) {
                throw e;
            }
            problems.add(new Problem(path(mismatch), mismatch.getOriginalMessage()));
            return Optional.empty();
        }
    }

    private static String path(JsonMappingException mismatch) {
        var path = new StringBuilder("spec");
        mismatch.getPath()
                .forEach(at ->
                        path.append(at.getFieldName() == null ? "[" + at.getIndex() + "]" : "." + at.getFieldName()));
        return path.toString();
    }

    /** What only the planner can see; but nothing that comes of what was said already. */
    private void plan(Manifest read) {
        List<Problem> known = List.copyOf(problems);
        seen(read)
                .filter(problem -> known.stream()
                        .noneMatch(
                                each -> isWithin(problem.path(), each.path()) || isWithin(each.path(), problem.path())))
                .forEach(problems::add);
    }

    private static Stream<Problem> seen(Manifest read) {
        return switch (Planner.plan(read.spec(), "default", read.name(), new RunId("validate", 1), 1)) {
            case PlanResult.Planned _ -> Stream.empty();
            case PlanResult.Refused(List<Problem> refused) -> refused.stream();
        };
    }

    private static boolean isWithin(String path, String owner) {
        return path.startsWith(owner)
                && (path.length() == owner.length() || ".[".indexOf(path.charAt(owner.length())) >= 0);
    }
}
