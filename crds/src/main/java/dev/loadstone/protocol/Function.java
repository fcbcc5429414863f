package dev.loadstone.protocol;

import java.util.Arrays;
import java.util.Optional;

/** What a template can make of one or two values. */
public enum Function {
    /** Base64 of its bytes. */
    BASE64("base64", 1),
    /** Percent-encoded as a component of a URL. */
    URL_ENCODE("urlEncode", 1),
    /** MD5 in lower-case hexadecimal digits. */
    MD5("md5", 1),
    /** SHA-256 in lower-case hexadecimal digits. */
    SHA256("sha256", 1),
    /** HMAC with SHA-256 in lower-case hexadecimal digits: of the second, with the first as the key. */
    HMAC_SHA256("hmacSha256", 2);

    private final String word;
    private final int arity;

    Function(String word, int arity) {
        this.word = word;
        this.arity = arity;
    }

    /** The word in a template. */
    public String word() {
        return word;
    }

    /** How many values it takes. */
    public int arity() {
        return arity;
    }

    /** The function of this name, if there is one. */
    public static Optional<Function> named(String word) {
        return Arrays.stream(values()).filter(each -> each.word.equals(word)).findFirst();
    }
}
