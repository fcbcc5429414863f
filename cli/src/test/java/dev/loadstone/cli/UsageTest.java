package dev.loadstone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UsageTest {
    private static final String SMOKE = "../examples/smoke.yaml";

    private static CommandOutput run(String... arguments) {
        return CommandOutput.of(
                Stream.concat(Stream.of("run", SMOKE), Stream.of(arguments)).toArray(String[]::new));
    }

    @Test
    void nothingSaidGetsTheWholeHelp() {
        var output = CommandOutput.of();
        assertThat(output.code()).isEqualTo(2);
        assertThat(output.err()).contains("./loadstone demo", "./loadstone run FILE", "Exit codes:");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "run | Missing required parameter: 'FILE'",
                "run a.yaml b.yaml | Unmatched argument at index 2: 'b.yaml'",
                "run a.yaml --bogus | Unknown option: '--bogus'",
                "run a.yaml --set novalue | write NAME=VALUE, not novalue",
                "run a.yaml --set =value | write NAME=VALUE, not =value",
                "run a.yaml --file novalue | write NAME=PATH, not novalue",
                "run a.yaml --file name= | write NAME=PATH, not name=",
                "run a.yaml --seed x | 'x' is not a long",
                "run a.yaml --target | Missing required parameter for option '--target' ([NAME=]URL)",
                "validate | Missing required parameter: 'FILE'",
                "shop extra | Unmatched argument at index 1: 'extra'",
                "shop --port 70000 | 70000 is no port; write 0 to 65535",
                "demo extra | Unmatched argument at index 1: 'extra'",
                "rum | Unmatched argument at index 0: 'rum'"
            })
    void wrongUsageShowsTheMistakeAndWhereToReadOn(String arguments, String mistake) {
        var output = CommandOutput.of(arguments.split(" "));
        assertThat(output.code()).isEqualTo(2);
        assertThat(output.out()).isEmpty();
        List<String> lines = output.err().lines().toList();
        assertThat(lines.getFirst()).startsWith("loadstone: ").contains(mistake);
        assertThat(lines).hasSizeLessThan(6);
        assertThat(lines.getLast()).startsWith("More: ./loadstone").endsWith(" --help");
    }

    @Test
    void aMisspeltCommandIsGuessed() {
        assertThat(CommandOutput.of("rum").err()).contains("Did you mean: loadstone run?");
    }

    @ParameterizedTest
    @CsvSource({"--help", "run --help", "demo --help", "shop --help", "validate --help"})
    void helpFitsAndTeaches(String arguments) {
        var output = CommandOutput.of(arguments.split(" "));
        assertThat(output.code()).isZero();
        assertThat(output.err()).isEmpty();
        assertThat(output.out().lines()).allMatch(line -> line.length() <= 90);
        assertThat(output.out()).containsAnyOf("./loadstone", "complaint names the field");
    }

    @ParameterizedTest
    @CsvSource({"--help", "run --help"})
    void theExitCodesAreDocumented(String arguments) {
        assertThat(CommandOutput.of(arguments.split(" ")).out().lines().map(String::strip))
                .contains(
                        "0   Passed: every threshold held",
                        "1   Failed: a threshold was missed",
                        "2   Bad usage, or a manifest with errors",
                        "3   Inconclusive: the data does not allow to say",
                        "4   Aborted: stopped before its end (Ctrl-C)",
                        "5   Error: the test could not be run");
    }

    @Test
    void aTargetThatIsNoUrl() {
        var output = run("--target", "nonsense");
        assertThat(output.code()).isEqualTo(2);
        assertThat(output.err())
                .startsWith(SMOKE + ": 1 error\n  --target: \"nonsense\" does not match")
                .contains("a URL such as http://shop:8080");
    }

    @Test
    void aTargetThatTheManifestDoesNotHave() {
        var output = run("--target", "auth=http://127.0.0.1:1");
        assertThat(output.code()).isEqualTo(2);
        assertThat(output.err())
                .isEqualTo(SMOKE + ": 1 error\n  --target auth: no target of the manifest has this name\n");
    }

    @Test
    void aFileThatTheManifestDoesNotHave() {
        var output = run("--file", "users/users.csv=users.csv");
        assertThat(output.code()).isEqualTo(2);
        assertThat(output.err())
                .isEqualTo(SMOKE + ": 1 error\n  --file users/users.csv: the manifest refers to no such file\n");
    }

    @Test
    void aVariableThatTheManifestDoesNotHave() {
        var output = run("--set", "term=tea");
        assertThat(output.code()).isEqualTo(2);
        assertThat(output.err())
                .isEqualTo(SMOKE + ": 1 error\n  --set term: no variable of the manifest has this name\n");
    }

    @Test
    void whatOnlyAClusterHas() {
        var output = CommandOutput.of("run", "../crds/src/test/resources/manifests/valid-service.yaml");
        assertThat(output.code()).isEqualTo(2);
        assertThat(output.err())
                .contains("spec.target.service: is found in a cluster only; say where to go with --target URL");
    }

    @Test
    void severalTestsInOneFile() {
        var output = CommandOutput.of("run", "src/test/resources/manifests/several-documents.yaml");
        assertThat(output.code()).isEqualTo(2);
        assertThat(output.err()).contains("holds several LoadTests; run one at a time");
    }
}
