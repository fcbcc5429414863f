package dev.loadstone.api.v1alpha1;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ReferenceTest {
    @Test
    void theCommittedPagesAreCurrent() throws IOException {
        assertCurrent(Path.of("../docs/reference.md"), ReferencePage.generate(ReferencePage.TEST, CrdFile.generate()));
        assertCurrent(
                Path.of("../docs/policy-reference.md"),
                ReferencePage.generate(ReferencePage.POLICY, CrdFile.generatePolicy()));
    }

    private static void assertCurrent(Path page, String generated) throws IOException {
        if (Boolean.getBoolean("crd.update")) {
            Files.createDirectories(page.getParent());
            Files.writeString(page, generated);
        }
        assertThat(Files.readString(page))
                .as("%s is not what the schema says: run mvn -pl crds test -Dcrd.update=true", page)
                .isEqualTo(generated);
    }
}
