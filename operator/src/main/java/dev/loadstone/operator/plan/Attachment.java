package dev.loadstone.operator.plan;

import dev.loadstone.api.v1alpha1.SourceSpec;
import dev.loadstone.protocol.DataFile;
import java.util.Objects;

/**
 * A file that a spec refers to: rows of data, a body, a certificate.
 *
 * @param name of the file in the plan, made of letters, digits, - and _
 * @param source what the spec says of it: where there is {@code inline}, the plan has the content, else the runner's pod mounts it
 */
public record Attachment(String name, SourceSpec source) {
    private static final String ROOT = "/var/run/loadstone/files/";

    /** Name of the one file in the directory of an attachment. */
    public static final String FILE = "content";

    public Attachment {
        Objects.requireNonNull(name, "name is null");
        Objects.requireNonNull(source, "source is null");
    }

    /** Whether it is in the plan itself: nothing is mounted. */
    public boolean isInline() {
        return source.inline() != null;
    }

    /** The directory that a runner finds it in, which has nothing else. */
    public String directory() {
        return ROOT + name;
    }

    /** The file that a runner reads. */
    public String path() {
        return directory() + "/" + FILE;
    }

    /** As the plan has it. */
    DataFile file() {
        String inline = source.inline();
        return new DataFile(name, inline == null ? new DataFile.Mounted(path()) : new DataFile.Inline(inline));
    }
}
