package dev.loadstone.cluster;


import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.api.v1alpha1.LoadTest;
import dev.loadstone.api.v1alpha1.LoadTestStatus;
import dev.loadstone.api.v1alpha1.Outcome;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;

/** A namespace of its own, under the restricted Pod Security Standard, in which a test plays; it is gone afterwards. */
final class Scene implements AutoCloseable {
    private static final String SATURATED = "GeneratorSaturated";
    private static final int MOST_RUNS = 4;

    private final KubernetesClient client;
    private final String namespace;

    private Scene(KubernetesClient client, String namespace) {
        this.client = client;
        this.namespace = namespace;
    }

    static Scene open(Cluster cluster) {
        String name = "it-" + UUID.randomUUID().toString().substring(0, 8);
        cluster.client()
                .resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .addToLabels("pod-security.kubernetes.io/enforce", "restricted")
                        .endMetadata()
                        .build())
                .create();
        return new Scene(cluster.client(), name);
    }

    String namespace() {
        return namespace;
    }

    KubernetesClient client() {
        return client;
    }

    /** The manifest of an example, as it stands in the repository. */
    static String example(String file) {
        try {
            return Files.readString(Path.of("../examples", file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As kubectl apply --server-side does it, with strict validation by the server; the test, of all that is in the file. */
    LoadTest apply(String yaml) {
        LoadTest applied = null;
        for (String document : yaml.split("(?m)^---$")) {
            if (document.contains("kind: LoadTest")) {
                applied = applyTest(document);
            } else {
                client.resource(document).inNamespace(namespace).serverSideApply();
            }
        }
        return applied;
    }

    /** As kubectl create secret generic --from-file does it. */
    void secret(String name, Path folder) {
        var secret = new SecretBuilder().withNewMetadata().withName(name).endMetadata();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                secret.addToData(
                        file.getFileName().toString(), Base64.getEncoder().encodeToString(Files.readAllBytes(file)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        client.resource(secret.build()).inNamespace(namespace).create();
    }

    private LoadTest applyTest(String yaml) {
        var test = Serialization.unmarshal(yaml, LoadTest.class);
        return client.resource(test).inNamespace(namespace).forceConflicts().serverSideApply();
    }

    /** No more than what is written there: an older definition knows no other fields. */
    void applyAsWritten(String yaml) {
        var test = Serialization.unmarshal(yaml, GenericKubernetesResource.class);
        client.resource(test).inNamespace(namespace).forceConflicts().serverSideApply();
    }

    LoadTest get(String name) {
        return client.resources(LoadTest.class).inNamespace(namespace).withName(name).get();
    }

    /** Waits until the status is so, and gives it as it was then; when it never is, fails with everything that there is to see. */
    LoadTestStatus await(String name, Duration atMost, String what, Predicate<LoadTestStatus> fact) {
        var seen = new AtomicReference<LoadTestStatus>();
        try {
            Awaiting.fact(atMost, () -> {
                seen.set(get(name).getStatus());
                return seen.get() != null && fact.test(seen.get());
            });
        } catch (ConditionTimeoutException e) {
            throw new AssertionError("not within " + atMost.toSeconds() + " s: " + what + "\n" + story(name), e);
        }
        return seen.get();
    }

    /** Waits for the end of run number {@code run}, whatever its verdict. */
    LoadTestStatus awaitFinished(String name, int run, Duration atMost) {
        return await(
                name,
                atMost,
                "run " + run + " of " + name + " finished",
                status -> status.run() != null && status.run().number() == run && isTrue(status, "Finished"));
    }

    /**
     * The end of the first run in which the generator was not the bottleneck: on a busy machine Loadstone rightly refuses to judge,
     * and then the test is run again, as its user would.
     */
    LoadTestStatus awaitJudged(String name, Duration atMost) {
        LoadTestStatus status = awaitFinished(name, 1, atMost);
        for (int run = 2; run <= MOST_RUNS && status.reason().equals(SATURATED); run++) {
            String again = "again-" + run;
            client.resources(LoadTest.class).inNamespace(namespace).withName(name).edit(test -> {
                test.getMetadata().getAnnotations().put(LoadTest.RUN_AT, again);
                return test;
            });
            status = awaitFinished(name, run, atMost);
        }
        return status;
    }

    /** That the data is whole and, but for a busy machine, that the thresholds held. */
    static void assertWhole(LoadTestStatus status) {
        assertThat(condition(status, "ResultsComplete")).as(status.message()).isEqualTo("True");
        assertThat(status.reason()).as(status.message()).isIn("AllThresholdsHeld", SATURATED);
        assertThat(status.verdict()).isEqualTo(status.reason().equals(SATURATED) ? Outcome.INCONCLUSIVE : Outcome.PASSED);
    }

    static boolean isTrue(LoadTestStatus status, String type) {
        return condition(status, type).equals("True");
    }

    /** True, False, Unknown, or nothing where the condition is not there. */
    static String condition(LoadTestStatus status, String type) {
        return status.conditions().stream()
                .filter(each -> each.getType().equals(type))
                .map(Condition::getStatus)
                .findFirst()
                .orElse("");
    }

    List<Job> jobs() {
        return client.batch().v1().jobs().inNamespace(namespace).list().getItems();
    }

    List<Pod> runners() {
        return client.pods()
                .inNamespace(namespace)
                .withLabel("app.kubernetes.io/managed-by", "loadstone")
                .list()
                .getItems();
    }

    /** The pod of this runner of the test. */
    Pod runner(String test, int index) {
        return runners().stream()
                .filter(each -> test.equals(each.getMetadata().getLabels().get("loadstone.dev/test")))
                .filter(each -> String.valueOf(index)
                        .equals(each.getMetadata().getLabels().get("batch.kubernetes.io/job-completion-index")))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no runner " + index + " of " + test));
    }

    List<ConfigMap> configMaps() {
        return client.configMaps()
                .inNamespace(namespace)
                .withLabel("app.kubernetes.io/managed-by", "loadstone")
                .list()
                .getItems();
    }

    /** The report of the latest run. */
    Report report(String test) {
        String name = get(test).getStatus().reportRef();
        return Report.of(client.configMaps().inNamespace(namespace).withName(name).get());
    }

    /** That nothing of ours is there any more: no Job, no pod, no ConfigMap. */
    void awaitNothingLeft(Duration atMost) {
        Awaiting.fact(atMost, () -> jobs().isEmpty() && runners().isEmpty() && configMaps().isEmpty());
    }

    /** The shop, ready, with nothing counted yet. */
    Shop shop() {
        client.load(new java.io.ByteArrayInputStream(example("shop/shop.yaml").getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .inNamespace(namespace)
                .serverSideApply();
        Awaiting.fact(Duration.ofSeconds(60), () -> {
            var deployment = client.apps().deployments().inNamespace(namespace).withName("shop").get();
            return deployment.getStatus() != null && Integer.valueOf(1).equals(deployment.getStatus().getReadyReplicas());
        });
        return Shop.of(client, namespace);
    }

    private String story(String name) {
        var story = new StringBuilder();
        story.append(Serialization.asYaml(get(name))).append("\n--- pods\n");
        for (Pod pod : client.pods().inNamespace(namespace).list().getItems()) {
            story.append(pod.getMetadata().getName()).append(' ').append(Serialization.asYaml(pod.getStatus())).append('\n');
        }
        story.append("--- events\n");
        client.v1().events().inNamespace(namespace).list().getItems().forEach(event -> story.append(event.getReason())
                .append(": ")
                .append(event.getMessage())
                .append('\n'));
        return story.append("--- operator\n").append(Operator.log(client)).toString();
    }

    /** As somebody does it who knows nothing of what runs in it. */
    void deleteNamespace() {
        client.namespaces().withName(namespace).delete();
    }

    @Override
    public void close() {
        deleteNamespace();
    }
}
