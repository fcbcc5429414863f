package dev.loadstone.operator.observe;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who had what done to whom, and how much of it: one of a run's two lines in the audit log.
 *
 * @param event RunStarted, RunRefused or RunEnded
 * @param trigger why there is this run, as in the status
 * @param changedBy who brought that about, as far as the object tells; null where it does not
 * @param tracking what a GitOps tool or Helm has marked the object with; null for none
 * @param targets scheme, host and port of each
 * @param load what was asked for; null where nothing was planned
 * @param pods what made it; null where nothing did
 * @param policies names of the LoadTestPolicies that bound it
 * @param outcome how it ended; null at the start
 */
public record AuditEntry(
        String event,
        String namespace,
        String name,
        String uid,
        int run,
        String trigger,
        @Nullable Change changedBy,
        @Nullable String tracking,
        List<String> targets,
        @Nullable Load load,
        @Nullable Pods pods,
        List<String> policies,
        @Nullable Outcome outcome) {
    public AuditEntry {
        targets = List.copyOf(targets);
        policies = List.copyOf(policies);
    }

    /** The same, bound by these policies. */
    public AuditEntry within(List<String> names) {
        return new AuditEntry(
                event, namespace, name, uid, run, trigger, changedBy, tracking, targets, load, pods, names, outcome);
    }

    /** The same, brought about by this write. */
    public AuditEntry by(@Nullable Change change) {
        return new AuditEntry(
                event, namespace, name, uid, run, trigger, change, tracking, targets, load, pods, policies, outcome);
    }

    /**
     * A write to the object.
     *
     * @param manager the client's name for itself, which proves nothing
     */
    public record Change(
            String manager,
            @Nullable String operation,
            @Nullable String time) {}

    /** At its peak. */
    public record Load(long arrivalsPerSecond, long users, long durationMillis) {}

    /**
     * The runners.
     *
     * @param image null for the release's own
     */
    public record Pods(int runners, @Nullable String image, String serviceAccount) {}

    /**
     * The end.
     *
     * @param requests that were sent or due
     */
    public record Outcome(String verdict, String reason, String message, long requests) {}
}
