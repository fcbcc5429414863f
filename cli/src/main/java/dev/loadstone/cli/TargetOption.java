package dev.loadstone.cli;

import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;

/**
 * Where {@code --target} says to go.
 *
 * @param name of the target that is meant; empty for the one that requests go to by default
 */
record TargetOption(String name, String url) {
    private static final Pattern NAMED = Pattern.compile("([a-z0-9][a-z0-9-]*)=(.*)");

    TargetOption {
        Objects.requireNonNull(name, "name is null");
        Objects.requireNonNull(url, "url is null");
    }

    /** Reads {@code URL} or {@code NAME=URL}. */
    static final class Converter implements ITypeConverter<TargetOption> {
        @Override
        public TargetOption convert(String text) {
            Matcher named = NAMED.matcher(text);
            return named.matches() ? new TargetOption(named.group(1), named.group(2)) : new TargetOption("", text);
        }
    }
}
