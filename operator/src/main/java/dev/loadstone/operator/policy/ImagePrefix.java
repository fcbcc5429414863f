package dev.loadstone.operator.policy;

import java.util.regex.Pattern;

/**
 * Images that begin so, and go on with a further part of their name: not registry.example/loadstone-evil for
 * registry.example/load, and not registry.example:5000/evil, which is another registry, for registry.example.
 */
record ImagePrefix(String prefix) {
    private static final Pattern FURTHER = Pattern.compile("([/@].*|:[^/]*)?");
    private static final String ENDS = "/:@";

    boolean matches(String image) {
        return image.startsWith(prefix)
                && (ENDS.indexOf(prefix.charAt(prefix.length() - 1)) >= 0
                        || FURTHER.matcher(image.substring(prefix.length())).matches());
    }
}
