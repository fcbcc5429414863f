package dev.loadstone.operator.loadtest;

import dev.loadstone.api.v1alpha1.RunStatus;
import dev.loadstone.operator.workload.PlanConfigMap;
import dev.loadstone.operator.workload.RunnerJob;
import dev.loadstone.operator.workload.RunnerSettings;
import dev.loadstone.protocol.RunPlan;
import java.util.ArrayList;
import java.util.List;

/** What a run needs before its load can start, as far as it is not there: the written plan, the runners, an ear for them. */
final class Preparation {
    private Preparation() {}

    static List<Deed> of(Observation observation, RunStatus run, RunPlan plan, RunnerSettings settings) {
        var deeds = new ArrayList<Deed>();
        boolean isNew = !run.equals(observation.run());
        if (isNew || observation.plan() == null) {
            deeds.add(new Deed.Create(PlanConfigMap.of(observation.test(), plan, settings), true));
        }
        if (isNew || observation.job() == null) {
            var startDeadline = Deadlines.startDeadline(observation.test().getSpec());
            deeds.add(new Deed.Create(RunnerJob.of(observation.test(), plan, startDeadline, settings), true));
            deeds.add(Announcement.started(plan, run));
        }
        deeds.add(new Deed.Open(plan));
        return deeds;
    }
}
