package dev.loadstone.operator.loadtest;

import dev.loadstone.api.v1alpha1.LoadTest;
import dev.loadstone.operator.loadtest.ChaosServer.Key;
import dev.loadstone.operator.workload.Labels;
import dev.loadstone.operator.workload.PlanConfigMap;
import dev.loadstone.protocol.RunId;
import dev.loadstone.protocol.RunPlan;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The cluster beside the API server: Job controller, scheduler, kubelet and garbage collector, as far as a run depends on them. */
final class ChaosKubelet implements ChaosServer.Watcher {
    private static final long GC_MILLIS = 20_000;

    private final ChaosWorld world;
    private final ChaosTime time;
    private final ChaosServer server;
    private final Map<String, ChaosRunner> processes = new HashMap<>();
    /** Pods that were told to go. */
    private final Set<String> going = new HashSet<>();
    /** Pods that were told so before they had a process. */
    private final Set<String> never = new HashSet<>();

    final List<ChaosRunner> runners = new ArrayList<>();
    /** No pod is made. */
    boolean podQuota;
    /** The registry does not answer. */
    boolean noImage;
    /** No node has room. */
    boolean full;

    ChaosKubelet(ChaosWorld world) {
        this.world = world;
        this.time = world.time;
        this.server = world.server;
        server.watch(this);
        time.after(GC_MILLIS, this::collectGarbage);
    }

    @Override
    public void changed(Key key, @Nullable HasMetadata before, @Nullable HasMetadata after) {
        if (before == null && after instanceof Job job) {
            time.within(10, 300, () -> makePods(job));
            long deadline = job.getSpec().getActiveDeadlineSeconds();
            time.after(deadline * 1000, () -> podsOf(job).forEach(each -> delete(each, false)));
        } else if (after == null && before instanceof Job job) {
            time.within(20, 1500, () -> podsOf(job).forEach(each -> delete(each, true)));
        } else if (after == null && before instanceof Pod pod) {
            awaitEnd(pod.getMetadata().getOwnerReferences().getFirst());
        } else if (after == null && before instanceof LoadTest) {
            time.within(50, 2000, this::sweep);
        } else if (after instanceof LoadTest test && test.isMarkedForDeletion()) {
            time.within(50, 2000, () -> deleteInForeground(test));
        }
    }

    /** The event that tells why a Job has no pods. */
    @Nullable
    String complaint(List<Job> jobs) {
        return podQuota && jobs.stream().anyMatch(each -> podsOf(each).isEmpty())
                ? "pods \"x\" is forbidden: exceeded quota: count/pods"
                : null;
    }

    List<Pod> podsOf(Job job) {
        return server.all(Pod.class).filter(each -> isOf(each, job)).toList();
    }

    private static boolean isOf(HasMetadata object, HasMetadata owner) {
        return object.getMetadata().getOwnerReferences().stream()
                .map(OwnerReference::getUid)
                .anyMatch(owner.getMetadata().getUid()::equals);
    }

    private @Nullable Pod pod(String name) {
        return (Pod) server.get(new Key("Pod", name));
    }

    private boolean isThere(Job job) {
        HasMetadata there = server.get(Key.of(job));
        return there != null && isSame(there, job);
    }

    private static boolean isSame(HasMetadata object, HasMetadata other) {
        return object.getMetadata().getUid().equals(other.getMetadata().getUid());
    }

    private void makePods(Job job) {
        if (!isThere(job)) {
            return;
        }
        if (podQuota) {
            time.within(1000, 5000, () -> makePods(job));
            return;
        }
        for (int number = 0; number < job.getSpec().getCompletions(); number++) {
            String name =
                    job.getMetadata().getName() + "-" + number + "-" + Integer.toString(time.random.nextInt(90000), 36);
            Pod pod = new PodBuilder()
                    .withMetadata(job.getSpec().getTemplate().getMetadata())
                    .editMetadata()
                    .withName(name)
                    .addToLabels("batch.kubernetes.io/job-completion-index", Integer.toString(number))
                    .addNewOwnerReference()
                    .withKind("Job")
                    .withName(job.getMetadata().getName())
                    .withUid(job.getMetadata().getUid())
                    .withController(true)
                    .endOwnerReference()
                    .endMetadata()
                    .withSpec(job.getSpec().getTemplate().getSpec())
                    .withNewStatus()
                    .withPhase("Pending")
                    .endStatus()
                    .build();
            server.put(pod);
            time.within(5, 120, () -> schedule(name));
        }
    }

    private void schedule(String name) {
        if (full) {
            status(
                    name,
                    new PodStatusBuilder()
                            .withPhase("Pending")
                            .addNewCondition()
                            .withType("PodScheduled")
                            .withStatus("False")
                            .withReason("Unschedulable")
                            .withMessage("0/1 nodes are available: 1 Insufficient cpu.")
                            .endCondition()
                            .build());
            time.within(1000, 5000, () -> schedule(name));
        } else {
            waiting(name, "ContainerCreating", "");
            time.within(50, 800, () -> pull(name));
        }
    }

    private void pull(String name) {
        if (noImage) {
            waiting(name, time.chance(0.5) ? "ErrImagePull" : "ImagePullBackOff", "no such image");
            time.within(2000, 10_000, () -> pull(name));
        } else {
            begin(name);
        }
    }

    private void waiting(String name, String reason, String message) {
        var container = new ContainerStatusBuilder()
                .withNewState()
                .withNewWaiting(message, reason)
                .endState()
                .build();
        status(name, status("Pending", container));
    }

    private void begin(String name) {
        Pod pod = pod(name);
        if (pod == null || never.contains(name)) {
            return;
        }
        RunId run = Labels.run(pod).orElseThrow();
        String test = Labels.test(pod).orElseThrow();
        var map = (ConfigMap) server.list().stream()
                .filter(each -> each instanceof ConfigMap
                        && Labels.areOf(each, run)
                        && each.getMetadata().getName().endsWith("-plan"))
                .findAny()
                .orElse(null);
        if (map == null) {
            // A volume that is not there yet, or not any more: the kubelet tries again.
            time.within(1000, 4000, () -> begin(name));
            return;
        }
        RunPlan plan = PlanConfigMap.read(map, run, null);
        var process = new ChaosRunner(world, plan, Labels.index(pod), name, code -> exited(name, code));
        processes.put(name, process);
        runners.add(process);
        time.log("runner %s of run %d of %s begins", name, run.number(), test);
        time.within(5, 400, () -> {
            if (!process.hasEnded()) {
                status(name, status("Running", running()));
            }
        });
    }

    private static ContainerStatus running() {
        return new ContainerStatusBuilder()
                .withNewState()
                .withNewRunning()
                .endRunning()
                .endState()
                .build();
    }

    private static PodStatus status(String phase, ContainerStatus container) {
        return new PodStatusBuilder()
                .withPhase(phase)
                .withContainerStatuses(container)
                .build();
    }

    private void status(String name, PodStatus status) {
        Pod pod = pod(name);
        if (pod != null && !Casualty.hasEnded(pod)) {
            server.put(new PodBuilder(pod).withStatus(status).build());
        }
    }

    private void exited(String name, int code) {
        time.log("runner %s exits with %d", name, code);
        time.within(5, 600, () -> ended(name, code, code == 0 ? "Completed" : "Error"));
    }

    private void ended(String name, int code, String reason) {
        var container = new ContainerStatusBuilder()
                .withNewState()
                .withNewTerminated()
                .withExitCode(code)
                .withReason(reason)
                .endTerminated()
                .endState()
                .build();
        status(name, status(code == 0 ? "Succeeded" : "Failed", container));
        Pod pod = pod(name);
        if (pod != null) {
            awaitEnd(pod.getMetadata().getOwnerReferences().getFirst());
        }
        if (going.contains(name)) {
            time.within(5, 300, () -> server.remove(new Key("Pod", name)));
        }
    }

    /** A finished Job goes by itself after a while. */
    private void awaitEnd(OwnerReference owner) {
        var job = (Job) server.get(new Key("Job", owner.getName()));
        if (job != null
                && owner.getUid().equals(job.getMetadata().getUid())
                && podsOf(job).stream().allMatch(Casualty::hasEnded)) {
            time.after(job.getSpec().getTtlSecondsAfterFinished() * 1000L, () -> {
                if (isThere(job)) {
                    server.remove(Key.of(job));
                }
            });
        }
    }

    /** @param whole whether the object goes too, or stays to tell how its process ended */
    void delete(Pod pod, boolean whole) {
        String name = pod.getMetadata().getName();
        ChaosRunner process = processes.get(name);
        if (whole) {
            going.add(name);
        }
        if (process != null && !process.hasEnded()) {
            process.terminate();
        } else {
            never.add(name);
            time.within(5, 500, () -> ended(name, 1, "Error"));
        }
    }

    void evict(Pod pod) {
        ChaosRunner process = processes.get(pod.getMetadata().getName());
        server.put(new PodBuilder(pod)
                .editStatus()
                .addNewCondition()
                .withType("DisruptionTarget")
                .withStatus("True")
                .withReason("EvictionByEvictionAPI")
                .withMessage("Eviction API: evicting")
                .endCondition()
                .endStatus()
                .build());
        if (process != null) {
            process.terminate();
        }
    }

    /** The process dies at once. */
    void kill(String name, int code, String reason) {
        ChaosRunner process = processes.get(name);
        if (process != null && !process.hasEnded()) {
            process.kill();
            time.within(5, 600, () -> ended(name, code, reason));
        }
    }

    /** The node is gone with its process; nobody tells until the pod is cleaned away. */
    void loseNode(String name) {
        ChaosRunner process = processes.get(name);
        if (process != null && !process.hasEnded()) {
            process.kill();
            time.within(40_000, 300_000, () -> server.remove(new Key("Pod", name)));
        }
    }

    @Nullable
    ChaosRunner process(String pod) {
        return processes.get(pod);
    }

    private void deleteInForeground(LoadTest test) {
        HasMetadata there = server.get(Key.of(test));
        if (there == null || !isSame(there, test)) {
            return;
        }
        List<HasMetadata> owned =
                server.list().stream().filter(each -> isOf(each, there)).toList();
        if (owned.stream().noneMatch(Job.class::isInstance)) {
            owned.forEach(each -> server.remove(Key.of(each)));
            server.remove(Key.of(test));
            return;
        }
        owned.stream().filter(Job.class::isInstance).forEach(each -> {
            List<Pod> pods = podsOf((Job) each);
            pods.stream()
                    .filter(pod -> !going.contains(pod.getMetadata().getName()))
                    .forEach(pod -> delete(pod, true));
            if (pods.isEmpty()) {
                server.remove(Key.of(each));
            }
        });
        time.within(500, 1000, () -> deleteInForeground(test));
    }

    private void collectGarbage() {
        sweep();
        time.after(GC_MILLIS, this::collectGarbage);
    }

    private void sweep() {
        Set<String> uids =
                server.list().stream().map(each -> each.getMetadata().getUid()).collect(Collectors.toSet());
        for (HasMetadata each : server.list()) {
            List<OwnerReference> owners = each.getMetadata().getOwnerReferences();
            if (!owners.isEmpty() && owners.stream().noneMatch(owner -> uids.contains(owner.getUid()))) {
                if (each instanceof Pod pod) {
                    if (!going.contains(pod.getMetadata().getName())) {
                        delete(pod, true);
                    }
                } else {
                    server.remove(Key.of(each));
                }
            }
        }
    }
}
