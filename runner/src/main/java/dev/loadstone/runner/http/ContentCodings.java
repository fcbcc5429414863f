package dev.loadstone.runner.http;

/** The content codings of a body, in the order in which they were applied: two bits each, the last one lowest. */
final class ContentCodings {
    static final int NONE = 0;
    /** More than anybody needs, or one that is not known: the body is handed over as it is. */
    static final int UNKNOWN = -1;

    static final int GZIP = 1;
    static final int DEFLATE = 2;
    static final int BROTLI = 3;

    private static final int MOST = 1 << 8;

    private ContentCodings() {}

    /** These and those that the value of a Content-Encoding header names. */
    static int plus(int codings, CharSequence value) {
        int all = codings;
        for (String name : value.toString().split(",")) {
            int code = code(name.strip());
            if (code != NONE) {
                all = all == UNKNOWN || code == UNKNOWN || all >= MOST ? UNKNOWN : all << 2 | code;
            }
        }
        return all;
    }

    private static int code(String name) {
        if (name.isEmpty() || name.equalsIgnoreCase("identity")) {
            return NONE;
        } else if (name.equalsIgnoreCase("gzip") || name.equalsIgnoreCase("x-gzip")) {
            return GZIP;
        } else if (name.equalsIgnoreCase("deflate")) {
            return DEFLATE;
        } else if (name.equalsIgnoreCase("br")) {
            return BROTLI;
        }
        return UNKNOWN;
    }
}
