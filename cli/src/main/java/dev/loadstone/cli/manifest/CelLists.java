package dev.loadstone.cli.manifest;

import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelFunctionBinding;
import java.util.List;

/** What an API server adds to the lists of CEL, as far as the schema uses it. */
final class CelLists {
    private static final String SUM = "list_sum_int";

    private CelLists() {}

    /** {@code list.sum()}. */
    static CelFunctionDecl sum() {
        return CelFunctionDecl.newFunctionDeclaration(
                "sum", CelOverloadDecl.newMemberOverload(SUM, SimpleType.INT, ListType.create(SimpleType.DYN)));
    }

    static CelFunctionBinding sumOfWholeNumbers() {
        return CelFunctionBinding.from(SUM, List.class, CelLists::sum);
    }

    private static Object sum(List<?> numbers) {
        return numbers.stream()
                .mapToLong(number -> ((Number) number).longValue())
                .reduce(0, Math::addExact);
    }
}
