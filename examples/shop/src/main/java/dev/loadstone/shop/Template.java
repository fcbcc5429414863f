package dev.loadstone.shop;

/** A path with one segment left open, such as {@code /api/products/{id}}. */
record Template(String text, String before, String behind) {
    static Template of(String text) {
        int opens = text.indexOf('{');
        return new Template(text, text.substring(0, opens), text.substring(text.indexOf('}') + 1));
    }

    /** The open segment may be empty. */
    boolean fits(String path) {
        int hole = path.length() - before.length() - behind.length();
        if (hole < 0 || !path.startsWith(before) || !path.endsWith(behind)) {
            return false;
        }
        int slash = path.indexOf('/', before.length());
        return slash < 0 || slash >= before.length() + hole;
    }

    /** What stands in the open segment of a path that fits. */
    String segment(String path) {
        return path.substring(before.length(), path.length() - behind.length());
    }
}
