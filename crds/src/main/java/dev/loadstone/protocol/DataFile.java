package dev.loadstone.protocol;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Objects;

/** Content that the plan refers to by name: rows of data, a body, a certificate. */
public record DataFile(String name, Source source) {
    public DataFile {
        Objects.requireNonNull(name, "name is null");
        Objects.requireNonNull(source, "source is null");
    }

    /** Where its bytes are. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Inline.class, name = "inline"),
        @JsonSubTypes.Type(value = Mounted.class, name = "mounted")
    })
    public sealed interface Source {}

    /** In the plan itself, as UTF-8. */
    public record Inline(String text) implements Source {
        public Inline {
            Objects.requireNonNull(text, "text is null");
        }
    }

    /** In a file of the runner's. */
    public record Mounted(String path) implements Source {
        public Mounted {
            if (path.isEmpty()) {
                throw new IllegalArgumentException("a path is empty");
            }
        }
    }
}
