package dev.loadstone.operator.plan;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.navigation.CelNavigableAst;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The dotted names in a checked expression, such as {@code vars.page} and {@code data.users.email}; those that the
 * expression itself asks for with {@code has()} are left out.
 */
final class Mentions {
    /** Ends what is looked into in a way that no dots show, as in {@code data.users['first name']}. */
    static final String MEMBER = "*";

    private static final String INDEX = "_[_]";
    private static final String IN = "@in";

    private Mentions() {}

    static Set<List<String>> of(CelAbstractSyntaxTree tree) {
        List<CelExpr> all = CelNavigableAst.fromAst(tree)
                .getRoot()
                .allNodes()
                .map(each -> each.expr())
                .toList();
        List<CelExpr> selects =
                all.stream().filter(each -> each.getKind() == Kind.SELECT).toList();
        Set<List<String>> asked = selects.stream()
                .filter(each -> each.select().testOnly())
                .map(Mentions::path)
                .filter(each -> !each.isEmpty())
                .collect(Collectors.toSet());
        Set<List<String>> mentions = new TreeSet<>(Comparator.comparing(each -> String.join(".", each)));
        selects.stream()
                .filter(each -> !each.select().testOnly())
                .map(Mentions::path)
                .filter(each -> each.size() > 1 && asked.stream().noneMatch(asks -> begins(each, asks)))
                .forEach(mentions::add);
        all.stream()
                .flatMap(each -> lookedInto(each).stream())
                .map(Mentions::path)
                .filter(each -> each.size() > 1 && asked.stream().noneMatch(asks -> begins(each, asks)))
                .forEach(each -> mentions.add(
                        Stream.concat(each.stream(), Stream.of(MEMBER)).toList()));
        Set<List<String>> whole = Set.copyOf(mentions);
        mentions.removeIf(each -> whole.stream().anyMatch(other -> other.size() > each.size() && begins(other, each)));
        return mentions;
    }

    private static Optional<CelExpr> lookedInto(CelExpr expression) {
        return switch (expression.getKind()) {
            case SELECT ->
                expression.select().testOnly() ? Optional.of(expression.select().operand()) : Optional.empty();
            case CALL ->
                switch (expression.call().function()) {
                    case INDEX -> Optional.of(expression.call().args().getFirst());
                    case IN -> Optional.of(expression.call().args().getLast());
                    default -> Optional.empty();
                };
            case NOT_SET, CONSTANT, IDENT, LIST, STRUCT, MAP, COMPREHENSION -> Optional.empty();
        };
    }

    private static boolean begins(List<String> path, List<String> with) {
        return path.size() >= with.size() && path.subList(0, with.size()).equals(with);
    }

    /** Empty for what does not begin with a name. */
    static List<String> path(CelExpr expression) {
        var path = new ArrayList<String>();
        CelExpr at = expression;
        while (at.getKind() == Kind.SELECT) {
            path.add(at.select().field());
            at = at.select().operand();
        }
        if (at.getKind() != Kind.IDENT) {
            return List.of();
        }
        path.add(at.ident().name());
        Collections.reverse(path);
        return List.copyOf(path);
    }
}
