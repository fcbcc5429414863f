package dev.loadstone.runner;

import dev.loadstone.protocol.DataFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The content of a plan's files, read once. */
final class PlanFiles implements Function<String, byte[]> {
    private final Map<String, byte[]> contents = new HashMap<>();

    /** @throws IllegalArgumentException names the file that can't be read, as the plan does and as the machine does */
    PlanFiles(List<DataFile> files) {
        files.forEach(file -> contents.put(file.name(), read(file)));
    }

    private static byte[] read(DataFile file) {
        return switch (file.source()) {
            case DataFile.Inline(String text) -> text.getBytes(StandardCharsets.UTF_8);
            case DataFile.Mounted(String path) -> {
                try {
                    yield Files.readAllBytes(Path.of(path));
                } catch (IOException e) {
                    throw new IllegalArgumentException(
                            "the plan's file " + file.name() + " can't be read from "
                                    + Path.of(path).getFileName() + ": " + e,
                            e);
                }
            }
        };
    }

    @Override
    public byte[] apply(String name) {
        byte[] content = contents.get(name);
        if (content == null) {
            throw new IllegalArgumentException("the plan has no file " + name);
        }
        return content;
    }
}
