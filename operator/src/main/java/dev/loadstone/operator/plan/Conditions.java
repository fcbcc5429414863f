package dev.loadstone.operator.plan;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.CelKind;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Type-checks expressions in CEL. What it needs is made with the first one, and goes with it. */
final class Conditions {
    /** An expression of 1024 characters needs no more, and the stack of a reconciler is small. */
    private static final int DEEPEST = 32;

    /** The types are those that runners check by, so that nothing passes here and fails there. */
    private static final MapType ANYTHING = MapType.create(SimpleType.STRING, SimpleType.DYN);

    private static final Pattern HYPHEN = Pattern.compile("\\bvars\\.([A-Za-z_]\\w*(?:-\\w+)+)");

    private @Nullable CelCompiler compiler;

    /** What an expression has to give. */
    enum Wanted {
        TRUTH("true or false", Set.of(CelKind.BOOL, CelKind.DYN)),
        NUMBER("a number", Set.of(CelKind.INT, CelKind.UINT, CelKind.DOUBLE, CelKind.DYN));

        private final String words;
        private final Set<CelKind> kinds;

        Wanted(String words, Set<CelKind> kinds) {
            this.words = words;
            this.kinds = kinds;
        }
    }

    /** The checked expression; a problem, and nothing, where it is wrong. */
    Optional<CelAbstractSyntaxTree> check(String text, Wanted wanted, Place place) {
        if (text.contains("$(")) {
            place.wrong("templates are not filled in here; write vars.NAME without $( and ): \"" + text + "\"");
            return Optional.empty();
        }
        CelAbstractSyntaxTree tree;
        try {
            tree = compiler().compile(text).getAst();
        } catch (CelValidationException e) {
            place.wrong(message(e.getErrors().getFirst(), text));
            return Optional.empty();
        }
        var type = tree.getResultType();
        if (!wanted.kinds.contains(type.kind())) {
            place.wrong("\"" + text + "\" gives " + type.name() + ", not " + wanted.words);
            return Optional.empty();
        }
        return Optional.of(tree);
    }

    private CelCompiler compiler() {
        if (compiler == null) {
            compiler = CelCompilerFactory.standardCelCompilerBuilder()
                    .setOptions(CelOptions.current()
                            .enableHeterogeneousNumericComparisons(true)
                            .maxParseRecursionDepth(DEEPEST)
                            .build())
                    .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                    .addVar("vars", ANYTHING)
                    .addVar("response", ANYTHING)
                    .addVar("user", MapType.create(SimpleType.STRING, SimpleType.INT))
                    .addVar("data", ANYTHING)
                    .build();
        }
        return compiler;
    }

    private static String message(CelIssue issue, String text) {
        String message = issue.getMessage()
                .replace(" (in container '')", "")
                .replaceFirst("(?s) \\(candidates: .*", "")
                .replaceFirst(" expecting .*", "")
                .replace("'<EOF>'", "the end")
                .lines()
                .findFirst()
                .orElse("not an expression");
        Matcher hyphen = HYPHEN.matcher(text);
        String hint = hyphen.find() ? "; a name with - is written vars['" + hyphen.group(1) + "']" : "";
        if (text.contains("user.") && message.contains("applied to") && message.contains("string")) {
            hint += "; user.id and user.iteration are numbers; write them without quotes";
        }
        int column = issue.getSourceLocation().getColumn();
        return "not CEL: " + message + (column < 0 ? "" : " (at character " + (column + 1) + " of \"" + text + "\")")
                + hint;
    }
}
