package dev.loadstone.operator.loadtest;

import dev.loadstone.api.v1alpha1.HistoryEntry;
import dev.loadstone.api.v1alpha1.LoadTest;
import dev.loadstone.api.v1alpha1.LoadTestStatus;
import dev.loadstone.operator.workload.PlanConfigMap;
import dev.loadstone.operator.workload.ReportConfigMap;
import dev.loadstone.protocol.RunId;
import io.fabric8.kubernetes.api.model.ConfigMap;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Deletes plans and reports of runs before a status is written that tells of them no more, so that none is left behind. */
final class Forgetting {
    private Forgetting() {}

    /** The decision, with every status telling of no more than is kept. */
    static Decision of(Observation observation, Decision decision, Instant now) {
        LoadTest test = observation.test();
        var kept = new KeptRuns(observation, now);
        var deeds = new ArrayList<Deed>();
        for (Deed deed : decision.deeds()) {
            if (deed instanceof Deed.WriteStatus(LoadTestStatus wanted)) {
                LoadTestStatus status = wanted.keeping(wanted.reportRef(), kept.history(wanted));
                deeds.addAll(deletions(test, status));
                deeds.add(new Deed.WriteStatus(status));
            } else {
                deeds.add(deed);
            }
        }
        return new Decision(deeds, decision.nextLook());
    }

    private static List<Deed> deletions(LoadTest test, LoadTestStatus next) {
        Map<Integer, Boolean> told = reports(next);
        return reports(test.getStatus()).entrySet().stream()
                .filter(run -> !told.containsKey(run.getKey()) || run.getValue() && !told.get(run.getKey()))
                .map(run -> new RunId(test.getMetadata().getUid(), run.getKey()))
                .<Deed>flatMap(run -> Stream.of(
                        new Deed.Delete(ConfigMap.class, PlanConfigMap.name(test, run)),
                        new Deed.Delete(ConfigMap.class, ReportConfigMap.name(test, run))))
                .toList();
    }

    /** By number the runs that a status tells of, and whether each has a report: the last one may stand in the history as well. */
    private static Map<Integer, Boolean> reports(@Nullable LoadTestStatus status) {
        var reports = new TreeMap<Integer, Boolean>();
        if (status != null) {
            for (HistoryEntry each : status.history()) {
                reports.put(each.number(), each.reportRef() != null);
            }
            if (status.run() != null) {
                reports.merge(status.run().number(), status.reportRef() != null, Boolean::logicalOr);
            }
        }
        return reports;
    }
}
