package dev.loadstone.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Each manifest of the folder has a text beside it: what validate says. {@code -Dgolden.update=true} writes them anew. */
class ValidateCommandTest {
    private static final Path FOLDER = Path.of("src/test/resources/manifests");

    @TestFactory
    List<DynamicTest> everyManifestGetsItsAnswer() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            List<DynamicTest> tests = files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .map(file -> dynamicTest(file.getFileName().toString(), () -> assertAnswer(file)))
                    .toList();
            assertThat(tests).isNotEmpty();
            return tests;
        }
    }

    private static void assertAnswer(Path file) throws IOException {
        var output = CommandOutput.of("validate", file.toString());
        String answer = (output.out() + output.err())
                .replace(file.toString(), file.getFileName().toString());
        Path golden = Path.of(file.toString().replace(".yaml", ".txt"));
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(golden, answer);
        }
        assertThat(answer).isEqualTo(Files.readString(golden));
        assertThat(output.code()).as(answer).isEqualTo(output.err().isEmpty() ? 0 : 2);
    }

    @Test
    void allFilesAreLookedAtAndOneThatIsWrongIsEnough() {
        var output = CommandOutput.of(
                "validate",
                FOLDER.resolve("empty.yaml").toString(),
                FOLDER.resolve("anchors-and-merges.yaml").toString());
        assertThat(output.code()).isEqualTo(2);
        assertThat(output.out()).contains("anchors-and-merges.yaml: LoadTest a is valid");
        assertThat(output.err()).contains("empty.yaml: 1 error");
    }

    @Test
    void aFileThatIsNotThere() {
        var output = CommandOutput.of("validate", "nowhere.yaml");
        assertThat(output.code()).isEqualTo(2);
        assertThat(output.err().lines()).containsExactly("nowhere.yaml: 1 error", "  nowhere.yaml: no such file");
    }

    @Test
    void aFolder() {
        var output = CommandOutput.of("validate", FOLDER.toString());
        assertThat(output.code()).isEqualTo(2);
        assertThat(output.err()).contains("can't be read: Is a directory");
    }
}
