package dev.loadstone.cli;

import java.util.Objects;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** What {@code --file} gives; where its name ends only the manifest knows, as names may have equals signs. */
record FileOption(String text) {
    FileOption {
        Objects.requireNonNull(text, "text is null");
    }

    /** Reads {@code NAME=PATH}. */
    static final class Converter implements ITypeConverter<FileOption> {
        @Override
        public FileOption convert(String text) {
            if (text.indexOf('=') < 1 || text.endsWith("=")) {
                throw new TypeConversionException("write NAME=PATH, not " + text);
            }
            return new FileOption(text);
        }
    }
}
