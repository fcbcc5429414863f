package dev.loadstone.cli;

import java.util.Objects;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A value for a variable, as {@code --set} gives it. */
record Setting(String name, String value) {
    Setting {
        Objects.requireNonNull(name, "name is null");
        Objects.requireNonNull(value, "value is null");
    }

    /** Reads {@code NAME=VALUE}; the value may be empty or have an equals sign of its own. */
    static final class Converter implements ITypeConverter<Setting> {
        @Override
        public Setting convert(String text) {
            int equals = text.indexOf('=');
            if (equals < 1) {
                throw new TypeConversionException("write NAME=VALUE, not " + text);
            }
            return new Setting(text.substring(0, equals), text.substring(equals + 1));
        }
    }
}
