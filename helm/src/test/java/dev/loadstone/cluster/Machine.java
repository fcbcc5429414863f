package dev.loadstone.cluster;

import io.fabric8.kubernetes.api.model.Pod;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * The machine that the whole cluster runs on, for a suite that is root there: LOADSTONE_CLUSTER_PIDS is a folder with the process
 * id of each server of the cluster (apiserver, etcd), LOADSTONE_CLUSTER_UP a command that starts again those that died.
 */
record Machine(Path pids, String command) {
    private static final Path PROCESSES = Path.of("/proc");

    static Machine get() {
        String pids = System.getenv("LOADSTONE_CLUSTER_PIDS");
        String up = System.getenv("LOADSTONE_CLUSTER_UP");
        if (pids == null || pids.isEmpty() || up == null || up.isEmpty()) {
            String skip = "no way to a cluster's own processes: without LOADSTONE_CLUSTER_PIDS and LOADSTONE_CLUSTER_UP nobody"
                    + " stops its servers";
            System.out.println(skip);
            Assumptions.abort(skip);
        }
        return new Machine(Path.of(pids), up);
    }

    /** A power cut of one server of the cluster. */
    void kill(String server) {
        signal("KILL", server(server));
    }

    /** It takes connections and answers nothing. */
    void freeze(String server) {
        signal("STOP", server(server));
    }

    void thaw(String server) {
        signal("CONT", server(server));
    }

    /** Starts again what was killed. A proxy of services would end by itself a moment after its configuration was written anew. */
    void up() {
        Shell.run("kill -KILL " + server("proxy") + " || true");
        Shell.runAgain(3, command);
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
