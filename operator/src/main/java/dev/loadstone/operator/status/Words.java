package dev.loadstone.operator.status;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Writes the names of enums as an API has them. */
final class Words {
    private Words() {}

    /** {@code TIME_TO_FIRST_BYTE} as {@code TimeToFirstByte}. */
    static String pascal(Enum<?> value) {
        return Arrays.stream(value.name().split("_"))
                .map(part -> part.charAt(0) + part.substring(1).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining());
    }

    /** {@code TIME_TO_FIRST_BYTE} as {@code timeToFirstByte}. */
    static String camel(Enum<?> value) {
        String word = pascal(value);
        return word.substring(0, 1).toLowerCase(Locale.ROOT) + word.substring(1);
    }
}
