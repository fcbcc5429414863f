package dev.loadstone.operator.plan;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.navigation.CelNavigableAst;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Comparisons of a number with a text in a checked expression: CEL finds these unequal without a word, where a type is
 * known only when the load runs.
 *
 * @param texts whether the variable of this name is a text for sure
 */
record Comparisons(Predicate<String> texts) {
    private static final Set<String> OPERATORS = Set.of("_==_", "_!=_", "_<_", "_<=_", "_>_", "_>=_");
    private static final Set<List<String>> NUMBERS =
            Set.of(List.of("response", "status"), List.of("response", "timeMillis"));

    /** What is wrong with each, in words. */
    List<String> mistakes(CelAbstractSyntaxTree tree) {
        return CelNavigableAst.fromAst(tree)
                .getRoot()
                .allNodes()
                .map(each -> each.expr())
                .filter(each -> each.getKind() == Kind.CALL
                        && OPERATORS.contains(each.call().function()))
                .map(each -> each.call().args())
                .flatMap(sides -> Stream.of(
                        mistake(sides.getFirst(), sides.getLast()), mistake(sides.getLast(), sides.getFirst())))
                .flatMap(Optional::stream)
                .distinct()
                .toList();
    }

    private Optional<String> mistake(CelExpr named, CelExpr fixed) {
        if (named.getKind() != Kind.SELECT || fixed.getKind() != Kind.CONSTANT) {
            return Optional.empty();
        }
        List<String> path = Mentions.path(named);
        String name = String.join(".", path);
        CelConstant constant = fixed.constant();
        return switch (constant.getKind()) {
            case STRING_VALUE ->
                NUMBERS.contains(path)
                        ? Optional.of(
                                name + " is a number; write " + number(constant.stringValue()) + " without quotes")
                        : Optional.empty();
            case INT64_VALUE -> isText(path) ? Optional.of(text("int", name)) : Optional.empty();
            case DOUBLE_VALUE -> isText(path) ? Optional.of(text("double", name)) : Optional.empty();
            case NOT_SET, NULL_VALUE, BOOLEAN_VALUE, UINT64_VALUE, BYTES_VALUE, DURATION_VALUE, TIMESTAMP_VALUE ->
                Optional.empty();
        };
    }

    private static String number(String text) {
        return text.matches("\\d{1,9}") ? text : "one";
    }

    private static String text(String conversion, String name) {
        return name + " is a text; write " + conversion + "(" + name + ") to compare it with a number";
    }

    private boolean isText(List<String> path) {
        return switch (path.isEmpty() ? "" : path.getFirst()) {
            case "data" -> true;
            case "vars" -> path.size() == 2 && texts.test(path.getLast());
            default -> false;
        };
    }
}
