package dev.loadstone.cli;

import dev.loadstone.cli.local.LocalResult;
import dev.loadstone.operator.status.ReportJson;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The file that a run leaves. Whether it can be written is known before load is made, not when it is too late. */
record ReportFile(Path path) {
    private static final String NAME = "loadstone-report.json";

    /** @throws IOException with words for a person, where no file can be written into the folder */
    static ReportFile in(Path folder) throws IOException {
        Path path = folder.resolve(NAME);
        try {
            Files.createDirectories(folder.toAbsolutePath());
        } catch (IOException e) {
            throw refused(path, e);
        }
        if (!Files.isWritable(Files.exists(path) ? path : folder.toAbsolutePath()) || Files.isDirectory(path)) {
            throw refused(path, new AccessDeniedException(path.toString()));
        }
        return new ReportFile(path);
    }

    /** @throws IOException with words for a person */
    void write(LocalResult result) throws IOException {
        try {
            Files.write(path, ReportJson.of(result.report(), result.verdict()));
        } catch (IOException e) {
            throw refused(path, e);
        }
    }

    private static IOException refused(Path path, IOException cause) {
        String reason =
                switch (cause) {
                    case AccessDeniedException _ -> "it is not to be written by you";
                    case FileAlreadyExistsException e -> e.getFile() + " is no folder";
                    case FileSystemException e when e.getReason() != null -> e.getReason();
                    default -> String.valueOf(cause.getMessage());
                };
        return new IOException("can't write " + path + ": " + reason + "; --out DIR puts it elsewhere", cause);
    }
}
