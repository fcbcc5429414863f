package dev.loadstone.cli.manifest;

import java.util.Set;

/** What the rules of a schema call a field whose name is no identifier of CEL, or a word that CEL keeps for itself. */
final class CelNames {
    private static final Set<String> RESERVED = Set.of(
            "true",
            "false",
            "null",
            "in",
            "as",
            "break",
            "const",
            "continue",
            "else",
            "for",
            "function",
            "if",
            "import",
            "let",
            "loop",
            "package",
            "namespace",
            "return",
            "var",
            "void",
            "while");

    private CelNames() {}

    /** {@code __while__} for {@code while}, {@code a__dash__b} for {@code a-b}. */
    static String of(String field) {
        return RESERVED.contains(field)
                ? "__" + field + "__"
                : field.replace("__", "__underscores__")
                        .replace(".", "__dot__")
                        .replace("-", "__dash__")
                        .replace("/", "__slash__");
    }
}
