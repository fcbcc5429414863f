package dev.loadstone.runner.scenario.cel;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.CelKind;
import dev.cel.common.types.CelType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Compiles CEL, each expression once. */
public final class Formulas {
    /** A condition that goes over a longer list is a mistake, and would hold up all users of its event loop. */
    private static final int MOST_ITERATIONS = 100_000;

    private static final CelOptions OPTIONS = CelOptions.current()
            .enableHeterogeneousNumericComparisons(true)
            .comprehensionMaxIterations(MOST_ITERATIONS)
            .build();
    private static final MapType ANYTHING = MapType.create(SimpleType.STRING, SimpleType.DYN);
    private static final Set<CelKind> NUMBERS = EnumSet.of(CelKind.INT, CelKind.UINT, CelKind.DOUBLE, CelKind.DYN);
    private static final Set<CelKind> TRUTHS = EnumSet.of(CelKind.BOOL, CelKind.DYN);

    private final CelCompiler compiler = CelCompilerFactory.standardCelCompilerBuilder()
            .setOptions(OPTIONS)
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .addVar("vars", ANYTHING)
            .addVar("response", ANYTHING)
            .addVar("user", MapType.create(SimpleType.STRING, SimpleType.INT))
            .addVar("data", ANYTHING)
            .build();
    private final CelRuntime runtime =
            CelRuntimeFactory.standardCelRuntimeBuilder().setOptions(OPTIONS).build();
    private final Map<String, Formula> truths = new HashMap<>();
    private final Map<String, Formula> numbers = new HashMap<>();

    /** @throws IllegalArgumentException where it does not compile, or can't be true or false */
    public Formula truth(String source) {
        return truths.computeIfAbsent(source, each -> compile(each, TRUTHS, "neither true nor false"));
    }

    /** @throws IllegalArgumentException where it does not compile, or can't be a number */
    public Formula number(String source) {
        return numbers.computeIfAbsent(source, each -> compile(each, NUMBERS, "no number"));
    }

    private Formula compile(String source, Set<CelKind> wanted, String otherwise) {
        try {
            CelAbstractSyntaxTree tree = compiler.compile(source).getAst();
            CelType type = tree.getResultType();
            if (!wanted.contains(type.kind())) {
                throw new IllegalArgumentException("\"" + source + "\" is " + otherwise + ", but " + type.name());
            }
            return new Formula(source, runtime.createProgram(tree), Uses.of(tree));
        } catch (CelValidationException | CelEvaluationException e) {
            throw new IllegalArgumentException("\"" + source + "\" is no CEL: " + e.getMessage(), e);
        }
    }
}
