package dev.loadstone.operator.loadtest;

import dev.loadstone.api.v1alpha1.LoadTest;
import dev.loadstone.api.v1alpha1.RunStatus;
import dev.loadstone.operator.workload.PlanConfigMap;
import dev.loadstone.operator.workload.RunnerJobs;
import dev.loadstone.operator.workload.RunnerSettings;
import dev.loadstone.protocol.RunPlan;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a run needs before its load can start, as far as it is not there: the written plan, the runners, an ear for them. */
final class Preparation {
    private Preparation() {}

    static List<Deed> of(
            Observation observation, RunStatus run, RunPlan plan, @Nullable String sizing, RunnerSettings settings) {
        var deeds = new ArrayList<Deed>();
        boolean isNew = !run.equals(observation.run());
        if (isNew || observation.plan() == null) {
            deeds.add(new Deed.Create(PlanConfigMap.of(observation.test(), plan, settings), true));
        }
        List<Job> missing = isNew ? jobs(observation, run, plan, settings) : missing(observation, run, plan, settings);
        if (!missing.isEmpty()) {
            deeds.add(new Audit(observation, run).started(plan));
            missing.forEach(each -> deeds.add(new Deed.Create(each, true)));
            deeds.add(Announcement.started(plan, run, sizing));
        }
        deeds.add(new Deed.Open(plan));
        return deeds;
    }

    private static List<Job> missing(Observation observation, RunStatus run, RunPlan plan, RunnerSettings settings) {
        if (observation.hasAllJobs(plan)) {
            return List.of();
        }
        Set<String> there = observation.jobs().stream()
                .map(each -> each.getMetadata().getName())
                .collect(Collectors.toSet());
        return jobs(observation, run, plan, settings).stream()
                .filter(each -> !there.contains(each.getMetadata().getName()))
                .toList();
    }

    private static List<Job> jobs(Observation observation, RunStatus run, RunPlan plan, RunnerSettings settings) {
        LoadTest test = observation.test();
        return RunnerJobs.of(test, plan, run.planDigest(), Deadlines.startDeadline(test.getSpec()), settings);
    }
}
