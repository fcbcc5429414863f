package dev.loadstone.operator.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.api.v1alpha1.LoadTestSpec;
import dev.loadstone.protocol.DataFile;
import dev.loadstone.protocol.RunId;
import java.util.List;
import org.junit.jupiter.api.Test;

class AttachmentsTest {
    @Test
    void allFilesOfASpecHaveANameEachOnce() {
        assertThat(Attachments.of(Manifests.everything().getSpec()).stream().map(Attachment::name))
                .containsExactly(
                        "target-shop-tls-ca",
                        "target-shop-tls-certificate",
                        "target-shop-tls-key",
                        "data-users",
                        "data-products",
                        "data-colours",
                        "data-vouchers",
                        "body-1",
                        "body-2",
                        "body-3",
                        "body-4",
                        "body-5");
    }

    @Test
    void thePlanHasTheSameFilesUnderTheSameNames() {
        LoadTestSpec spec = Manifests.everything().getSpec();
        var result = Planner.plan(spec, "shop", "everything", new RunId("3f0f6a52", 7), 4711);
        assertThat(result).isInstanceOf(PlanResult.Planned.class);
        List<DataFile> files = ((PlanResult.Planned) result).plan().files();
        assertThat(files)
                .isEqualTo(Attachments.of(spec).stream().map(Attachment::file).toList());
        assertThat(files)
                .contains(
                        new DataFile("data-users", new DataFile.Mounted("/var/run/loadstone/files/data-users/content")))
                .contains(new DataFile("data-colours", new DataFile.Inline("red\ngreen\nblue\n")));
    }

    @Test
    void bodiesFromOneSourceAreOneFile() {
        String file = "{secretKeyRef: {name: s, key: k}}";
        var spec = Manifests.with(Manifests.small(
                        "[{http: {path: /, body: {file: " + file + "}}}, {http: {path: /, body: {multipart: [{name: a,"
                                + " file: " + file + "}]}}}]",
                        "{name: a, duration: 1s, open: {rate: 1}}"))
                .getSpec();
        assertThat(Attachments.of(spec)).singleElement().satisfies(each -> {
            assertThat(each.name()).isEqualTo("body-1");
            assertThat(each.isInline()).isFalse();
            assertThat(each.directory()).isEqualTo("/var/run/loadstone/files/body-1");
        });
    }

    @Test
    void moreInlineThanAPlanHasRoomForIsRefused() {
        String manifest = Manifests.small("[{http: {path: /}}]", "{name: a, duration: 1s, open: {rate: 1}}")
                + "data:\n"
                + "  - {name: a, from: {inline: \"" + "x\\n".repeat(150_000) + "\"}}\n"
                + "  - {name: b, from: {inline: \"" + "x\\n".repeat(150_000) + "\"}}\n";
        assertThat(Manifests.problems(Manifests.with(manifest)))
                .containsExactly("spec.data: what is inline has 600000 characters in all, and 524288 fit into a plan;"
                        + " put it into a ConfigMap or a volume");
    }
}
