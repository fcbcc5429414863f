package dev.loadstone.cli.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.cli.manifest.Manifest;
import dev.loadstone.cli.manifest.ManifestFile;
import dev.loadstone.cli.manifest.Overrides;
import dev.loadstone.operator.plan.PlanResult;
import dev.loadstone.operator.plan.Problem;
import dev.loadstone.protocol.DataFile;
import dev.loadstone.protocol.RunPlan;
import dev.loadstone.protocol.Variable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalFilesTest {
    private static final byte[] PICTURE = {(byte) 0xff, (byte) 0xd8, 0};

    private static final String TEST = """
            apiVersion: loadstone.dev/v1alpha1
            kind: LoadTest
            metadata: {name: a, namespace: here}
            spec:
              target: {url: "https://shop", tls: {ca: {configMapKeyRef: {name: trust, key: ca.crt}}}}
              variables: [{name: token, valueFrom: {secretKeyRef: {name: shop, key: token}}}]
              data:
                - {name: users, from: {configMapKeyRef: {name: feeders, key: users.csv}}}
                - {name: words, format: Text, from: {inline: "a\\nb"}}
              scenarios:
                - name: s
                  steps:
                    - http:
                        method: POST
                        path: "/$(vars.token)/$(data.users.name)/$(data.words)"
                        body: {multipart: [{name: photo, file: {persistentVolumeClaim: {claimName: big, path: day=1/a.jpg}}}]}
                    - http: {method: POST, path: /, body: {file: {secretKeyRef: {name: shop, key: picture}}}}
              load: {phases: [{name: steady, duration: 5s, open: {rate: 30}}]}
            """;

    @TempDir
    private Path folder;

    private Manifest manifest(String others) throws IOException {
        Path file = Files.writeString(folder.resolve("a.yaml"), TEST + others);
        var reading = ManifestFile.read(file, Overrides.NONE);
        assertThat(reading.problems()).isEmpty();
        return reading.manifests().getFirst();
    }

    private PlanResult plan(String others, String... files) throws IOException {
        return LocalPlan.of(manifest(others), List.of(files), 1);
    }

    private Map<String, DataFile.Source> files(PlanResult result) {
        assertThat(result).isInstanceOf(PlanResult.Planned.class);
        var sources = new TreeMap<String, DataFile.Source>();
        ((PlanResult.Planned) result).plan().files().forEach(each -> sources.put(each.name(), each.source()));
        return sources;
    }

    @Test
    void whatIsMissingIsNamedWithItsPlaceAndTheOption() throws IOException {
        assertThat(plan(""))
                .isEqualTo(new PlanResult.Refused(List.of(
                        new Problem(
                                "spec.variables[0].valueFrom",
                                "is found in a cluster only (Secret shop, key token); give the value with --set token=..."),
                        missing("spec.target.tls.ca", "ConfigMap trust, key ca.crt", "trust/ca.crt"),
                        missing("spec.data[0].from", "ConfigMap feeders, key users.csv", "feeders/users.csv"),
                        missing(
                                "spec.scenarios[0].steps[0].http.body.multipart[0].file",
                                "PersistentVolumeClaim big, file day=1/a.jpg",
                                "big/day=1/a.jpg"),
                        missing(
                                "spec.scenarios[0].steps[1].http.body.file",
                                "Secret shop, key picture",
                                "shop/picture"))));
    }

    private static Problem missing(String path, String where, String name) {
        return new Problem(path, "is found in a cluster only (" + where + "); give it with --file " + name + "=PATH");
    }

    @Test
    void filesAreWhereTheCommandLineSays() throws IOException {
        String secret = """
                ---
                {apiVersion: v1, kind: Secret, metadata: {name: shop}, stringData: {token: t, picture: p}}
                """;
        Path file = Files.writeString(folder.resolve("a=b"), "x");
        var files = files(plan(secret, "trust/ca.crt=" + file, "feeders/users.csv=" + file, "big/day=1/a.jpg=" + file));
        var here = new DataFile.Mounted(file.toString());
        assertThat(files)
                .containsEntry("target-tls-ca", here)
                .containsEntry("data-users", here)
                .containsEntry("data-words", new DataFile.Inline("a\nb"))
                .containsEntry("body-1", here)
                .containsEntry("body-2", new DataFile.Inline("p"));
    }

    @Test
    void objectsBesideTheTestAreTakenFromTheFile() throws IOException {
        String picture = Base64.getEncoder().encodeToString(PICTURE);
        String objects = """
                ---
                {apiVersion: v1, kind: Secret, metadata: {name: shop, namespace: here}, data: {token: dMOk, picture: %s}}
                ---
                {apiVersion: v1, kind: ConfigMap, metadata: {name: trust}, binaryData: {ca.crt: cGVt}}
                ---
                {apiVersion: v1, kind: ConfigMap, metadata: {name: feeders}, data: {users.csv: "name"}}
                """.formatted(picture);
        Path file = Files.writeString(folder.resolve("a.jpg"), "x");
        PlanResult result = plan(objects, "big/day=1/a.jpg=" + file);
        var files = files(result);
        assertThat(files)
                .containsEntry("target-tls-ca", new DataFile.Inline("pem"))
                .containsEntry("data-users", new DataFile.Inline("name"));
        assertThat(files.get("body-2"))
                .isInstanceOfSatisfying(DataFile.Mounted.class, mounted -> assertThat(Path.of(mounted.path()))
                        .hasBinaryContent(PICTURE));
        RunPlan plan = ((PlanResult.Planned) result).plan();
        assertThat(plan.variables())
                .containsExactly(new Variable("token", new Variable.Environment("LOADSTONE_VAR_0")));
        assertThat(LocalPlan.environment(manifest(objects))).containsExactly(Map.entry("LOADSTONE_VAR_0", "tä"));
    }

    @Test
    void objectsOfAnotherNamespaceOrWithoutTheKeyDoNotCount() throws IOException {
        String objects = """
                ---
                {apiVersion: v1, kind: Secret, metadata: {name: shop, namespace: there}, stringData: {token: t}}
                ---
                {apiVersion: v1, kind: ConfigMap, metadata: {name: feeders}, data: {users.cvs: "name"}}
                """;
        assertThat(plan(objects)).isInstanceOfSatisfying(PlanResult.Refused.class, refused -> assertThat(
                        refused.problems())
                .contains(
                        new Problem(
                                "spec.variables[0].valueFrom",
                                "is found in a cluster only (Secret shop, key token); give the value with --set token=..."),
                        new Problem(
                                "spec.data[0].from",
                                "the ConfigMap feeders of this file has no key users.csv; did you mean users.cvs?")));
    }

    @Test
    void aFileThatNobodyRefersToAndOneThatIsNotThere() throws IOException {
        assertThat(plan("", "feeders/user.csv=x", "trust/ca.crt=" + folder))
                .isInstanceOfSatisfying(PlanResult.Refused.class, refused -> assertThat(refused.problems())
                        .contains(
                                new Problem(
                                        "--file feeders/user.csv",
                                        "the manifest refers to no such file; did you mean feeders/users.csv?"),
                                new Problem("--file trust/ca.crt", "can't read " + folder))
                        .noneMatch(each -> each.path().equals("spec.target.tls.ca")));
    }
}
