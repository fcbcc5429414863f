package dev.loadstone.api.v1alpha1;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ReferenceTest {
    private static final Path PAGE = Path.of("../docs/reference.md");

    @Test
    void theCommittedPageIsCurrent() throws IOException {
        String generated = ReferencePage.generate(CrdFile.generate());
        if (Boolean.getBoolean("crd.update")) {
            Files.createDirectories(PAGE.getParent());
            Files.writeString(PAGE, generated);
        }
        assertThat(Files.readString(PAGE))
                .as("docs/reference.md is not what the schema says: run mvn -pl crds test -Dcrd.update=true")
                .isEqualTo(generated);
    }
}
