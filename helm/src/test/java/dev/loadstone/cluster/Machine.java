package dev.loadstone.cluster;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * The machine that the whole cluster runs on, for a suite that is root there: LOADSTONE_CLUSTER_PIDS is a folder with the process
 * id of each server of the cluster (apiserver, etcd, dns), LOADSTONE_CLUSTER_UP a program that with the argument 2 sees to a second
 * node, node-b, beside which a program {@code down} cuts the power of the node that it is given.
 */
record Machine(Path pids, Path up) {
    /** The node that is there in some tests only. */
    static final String SECOND_NODE = "node-b";

    private static final Path PROCESSES = Path.of("/proc");

    static Machine get() {
        String pids = System.getenv("LOADSTONE_CLUSTER_PIDS");
        String up = System.getenv("LOADSTONE_CLUSTER_UP");
        if (pids == null || pids.isEmpty() || up == null || up.isEmpty()) {
            String skip = "no way to a cluster's own processes: without LOADSTONE_CLUSTER_PIDS and LOADSTONE_CLUSTER_UP nobody"
                    + " stops its servers, its nodes or its packets";
            System.out.println(skip);
            Assumptions.abort(skip);
        }
        return new Machine(Path.of(pids), Path.of(up));
    }

    /** A power cut of one server of the cluster. */
    Outage without(String server) {
        return Outage.of(pids.resolve(server));
    }

    /** It takes connections and answers nothing. */
    void freeze(String server) {
        signal("STOP", server(server));
    }

    void thaw(String server) {
        signal("CONT", server(server));
    }

    /** Drops every packet between a pod and these runners; where none is named, between it and every other pod. */
    Cut cutOff(Pod pod, Pod... runners) {
        return Cut.between(pod, List.of(runners));
    }

    /** The second node, also where it had been there before and lost its power. */
    void addNode() {
        // It would end by itself a moment after its configuration is written anew, and nobody would start it again.
        Shell.run("if grep -qs kube-proxy /proc/%1$d/cmdline; then kill -KILL %1$d; fi".formatted(server("proxy")));
        Shell.runAgain(3, up + " 2");
    }

    /** A power cut of the second node: nothing on it says goodbye. */
    void cutPower() {
        Shell.run(up.resolveSibling("down") + " " + SECOND_NODE);
    }

    /** As whoever owns the cluster does it with a node that will not come back. */
    void removeNode(KubernetesClient client) {
        cutPower();
        client.nodes().withName(SECOND_NODE).delete();
        client.pods().inAnyNamespace().withField("spec.nodeName", SECOND_NODE).withGracePeriod(0).delete();
    }

    /** Sends a signal to the process of a runner. */
    void signal(String signal, Pod runner) {
        signal(signal, process(runner));
    }

    private static void signal(String signal, long process) {
        Shell.run("kill -" + signal + " " + process);
    }

    private long server(String name) {
        try {
            return Long.parseLong(Files.readString(pids.resolve(name)).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long process(Pod runner) {
        String uid = runner.getMetadata().getUid();
        try (Stream<Path> all = Files.list(PROCESSES)) {
            return all.filter(each -> each.getFileName().toString().matches("[0-9]+"))
                    .filter(each -> read(each.resolve("cgroup")).contains(uid)
                            || read(each.resolve("cgroup")).contains(uid.replace('-', '_')))
                    .filter(each -> read(each.resolve("cmdline")).startsWith("/opt/jre/bin/java"))
                    .mapToLong(each -> Long.parseLong(each.getFileName().toString()))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no process of " + runner.getMetadata().getName()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Nothing where the process has ended meanwhile. */
    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException | UncheckedIOException e) {
            return "";
        }
    }
}
