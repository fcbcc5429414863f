package dev.loadstone.cli;

import dev.loadstone.cli.console.Screen;
import dev.loadstone.cli.manifest.ManifestFile;
import dev.loadstone.cli.manifest.Overrides;
import dev.loadstone.shop.ShopServer;
import dev.loadstone.shop.ShopSettings;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** What the build runs once to make the AOT cache: a short run against the shop in this process, with all that it loads. */
@Command(name = "train", hidden = true)
final class TrainCommand implements Callable<Integer> {
    private static final String MANIFEST = """
            apiVersion: loadstone.dev/v1alpha1
            kind: LoadTest
            metadata: {name: train}
            spec:
              target: {url: "http://127.0.0.1:1"}
              variables: [{name: term, value: lamp}]
              data: [{name: people, from: {inline: "name\\nann\\nbob\\n"}}]
              setup: {flow: open}
              teardown: {flow: close}
              flows:
                - name: open
                  steps: [{http: {method: POST, path: /api/seasons, capture: [{as: season, jsonPath: $.id}]}}]
                - name: close
                  steps: [{http: {method: DELETE, path: /api/seasons/$(vars.season)}}]
                - name: look
                  steps:
                    - http:
                        path: /api/products/search
                        query: [{name: q, value: $(vars.term)}]
                        headers: [{name: X-Token, value: $(vars.token)}]
                        checks: [{jsonPath: $.results, exists: true}]
              scenarios:
                - name: all
                  steps:
                    - http:
                        name: login
                        method: POST
                        path: /api/auth/login
                        body: {json: {email: "$(data.people.name)@example.com", password: b}}
                        capture: [{as: token, jsonPath: $.token}]
                    - group: {name: looking, flow: look}
                    - if: {condition: response.status == 200, then: look}
                    - metric: {name: answer-ms, gauge: response.timeMillis}
                    - think: {min: 1ms, max: 2ms}
              load:
                phases:
                  - {name: closed, duration: 1s, closed: {users: 2}}
                  - {name: open, duration: 1s, open: {rate: 50}}
              thresholds: [{stat: p95, max: 10s}, {metric: errorRate, max: "1%"}]
            """;

    private final Clock clock;

    TrainCommand(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Integer call() throws Exception {
        Path folder = Files.createTempDirectory("loadstone-train");
        Path file = Files.writeString(folder.resolve("train.yaml"), MANIFEST);
        var out = new PrintWriter(new StringWriter());
        try (var interruption = new Interruption();
                var shop = ShopServer.start(ShopSettings.loopback())) {
            var overrides = new Overrides("http://127.0.0.1:" + shop.port(), Map.of(), Map.of());
            var manifest = ManifestFile.read(file, overrides).manifests().getFirst();
            // What the run came to does not matter here, only what it loaded.
            new Session(clock, Screen.of(out, true), out, RunOptions.into(folder))
                    .run(file, manifest, List.of(), interruption);
            return ExitCode.PASSED.code();
        }
    }
}
