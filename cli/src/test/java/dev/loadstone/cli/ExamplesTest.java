package dev.loadstone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.cli.local.LocalPlan;
import dev.loadstone.cli.manifest.ManifestFile;
import dev.loadstone.cli.manifest.Overrides;
import dev.loadstone.operator.plan.PlanResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The examples as they stand; those whose load ends soon, and exactly, also run. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class ExamplesTest {
    @TempDir
    private Path folder;

    static List<Path> examples() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("../examples"))) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void isSoundAndCanBeRunHere(Path example) throws IOException {
        var reading = ManifestFile.read(example, Overrides.NONE);
        assertThat(reading.problems()).isEmpty();
        assertThat(LocalPlan.of(reading.manifests().getFirst(), files(example), 1))
                .isInstanceOf(PlanResult.Planned.class);
    }

    /** What --file would give: only a cluster has certificates, which no example may bring along. */
    private List<String> files(Path example) throws IOException {
        if (!example.endsWith("https.yaml")) {
            return List.of();
        }
        Path pem = Files.writeString(folder.resolve("any.pem"), "any");
        return Stream.of("ca.crt", "tls.crt", "tls.key")
                .map(key -> "shop-tls/" + key + "=" + pem)
                .toList();
    }

    @Test
    void eachCustomerOfTheDataLogsInOnce() throws IOException, InterruptedException {
        var run = ExampleRun.of("data-driven", folder).assertSound();
        assertThat(run.shop("/logins/total")).isEqualTo(60);
        assertThat(run.shop("/logins/distinct")).isEqualTo(60);
        assertThat(run.shop("/logins/repeated")).isZero();
        assertThat(run.completed("login")).isEqualTo(60);
        assertThat(run.completed("search")).isEqualTo(60).isEqualTo(run.came("GET /api/products/search"));
        assertThat(run.shop("/requests")).isEqualTo(120);
    }

    @Test
    void oneSeasonIsOpenedForAllAndClosed() throws IOException, InterruptedException {
        var run = ExampleRun.of("seasons", folder).assertSound();
        assertThat(run.shop("/seasons/created")).isEqualTo(1);
        assertThat(run.shop("/seasons/deleted")).isEqualTo(1);
        assertThat(run.shop("/seasons/open")).isZero();
        assertThat(run.completed()).isEqualTo(180).isEqualTo(run.shop("/seasons/searches"));
        assertThat(run.shop("/requests")).isEqualTo(182);
        assertThat(run.output().out().lines()).contains("setting up", "tearing down");
    }

    @Test
    void eachUserSignsInByTheFormAndOut() throws IOException, InterruptedException {
        var run = ExampleRun.of("form-login", folder).assertSound();
        assertThat(run.completed("form")).isEqualTo(10).isEqualTo(run.came("GET /account/login"));
        assertThat(run.completed("sign-in")).isEqualTo(10).isEqualTo(run.came("POST /account/login"));
        assertThat(run.completed("sign-out")).isEqualTo(10).isEqualTo(run.came("POST /account/logout"));
        assertThat(run.shop("/logins/distinct")).isEqualTo(10);
        assertThat(run.shop("/logins/repeated")).isZero();
        // The redirect after the sign-in leads to the account, too.
        assertThat(run.completed("account") + 10).isEqualTo(run.came("GET /account"));
        assertThat(run.report().at("/totals/redirects").asLong()).isEqualTo(10);
        assertThat(run.output().out()).contains("10 redirects were followed");
    }
}
