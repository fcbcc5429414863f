package dev.loadstone.operator.collect;

import java.util.Optional;

/** Tells which runner a pod is. */
public interface RunnerPods {
    /** @return empty where there is no such pod, or where it is no runner of ours */
    Optional<RunnerPod> find(String namespace, String podName, String podUid);
}
