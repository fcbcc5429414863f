package dev.loadstone.operator.policy;

/** Images that begin so, and go on with a further part of their name: not registry.example/loadstone-evil for registry.example/load. */
record ImagePrefix(String prefix) {
    private static final String ENDS = "/:@";

    boolean matches(String image) {
        if (!image.startsWith(prefix)) {
            return false;
        }
        return image.length() == prefix.length()
                || isEnd(prefix.charAt(prefix.length() - 1))
                || isEnd(image.charAt(prefix.length()));
    }

    private static boolean isEnd(char part) {
        return ENDS.indexOf(part) >= 0;
    }
}
