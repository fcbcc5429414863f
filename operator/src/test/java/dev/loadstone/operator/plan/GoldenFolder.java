package dev.loadstone.operator.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.api.v1alpha1.LoadTest;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** A folder of one golden case: what goes in, and what must come out. With -Dgolden.update=true the latter is written anew. */
public record GoldenFolder(Path path) {
    private static final Path ROOT = Path.of("src/test/resources/golden");
    private static final KubernetesSerialization YAML = new KubernetesSerialization();

    public static List<GoldenFolder> all(String kind) {
        try (Stream<Path> folders = Files.list(ROOT.resolve(kind))) {
            return folders.sorted().map(GoldenFolder::new).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String text(String name) {
        try {
            return Files.readString(path.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public LoadTest loadTest() {
        return YAML.unmarshal(text("in-loadtest.yaml"), LoadTest.class);
    }

    /** Fails with both texts where they differ. */
    public void expect(String name, String actual) {
        Path file = path.resolve(name);
        if (Boolean.getBoolean("golden.update")) {
            try {
                Files.writeString(file, actual);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        assertThat(actual)
                .as("%s differs; if it is meant so: -Dgolden.update=true, then read it", file)
                .isEqualTo(text(name));
    }

    /** Fails where there is a file that no test reads. */
    public void expectOnly(Set<String> names) {
        if (Boolean.getBoolean("golden.update")) {
            return;
        }
        try (Stream<Path> files = Files.list(path)) {
            assertThat(files.map(each -> each.getFileName().toString()))
                    .as("files in %s", path)
                    .containsExactlyInAnyOrderElementsOf(names);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return path.getFileName().toString();
    }
}
