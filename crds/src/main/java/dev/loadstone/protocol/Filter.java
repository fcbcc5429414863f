package dev.loadstone.protocol;

import java.util.Arrays;
import java.util.stream.Collectors;

/** What a template does to a value before it stands in the text. */
public enum Filter {
    /** Percent-encoded as a component of a URL. */
    URL_ENCODE("urlEncode"),
    /** As JSON: a number or captured JSON as it is, a text in quotes. */
    JSON("json"),
    /** Escaped to stand inside the quotes of a JSON string. */
    JSON_ESCAPE("jsonEscape"),
    /** Base64 of its UTF-8. */
    BASE64("base64"),
    /** MD5 of its UTF-8, in lower-case hexadecimal digits. */
    MD5("md5"),
    /** SHA-256 of its UTF-8, in lower-case hexadecimal digits. */
    SHA256("sha256"),
    /** As text, also where a JSON body would take the type of the value. */
    STRING("string");

    private final String word;

    Filter(String word) {
        this.word = word;
    }

    /** The word in a template. */
    public String word() {
        return word;
    }

    /** @throws IllegalArgumentException names the filters there are */
    public static Filter parse(String word) {
        return Arrays.stream(values())
                .filter(filter -> filter.word.equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no filter is named \"" + word + "\"; there are: "
                        + Arrays.stream(values()).map(Filter::word).collect(Collectors.joining(", "))));
    }
}
