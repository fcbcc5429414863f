package dev.loadstone.operator.collect;

import dev.loadstone.operator.measure.Windows;
import dev.loadstone.protocol.Answer;
import dev.loadstone.protocol.Interval;
import dev.loadstone.protocol.RunPlan;
import dev.loadstone.protocol.RunnerReport;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;

/** A run whose reports are taken: for each index what its runner said, and for all what they are told. */
final class OpenRun {
    private final AtomicReferenceArray<Contact> contacts;
    private final RunPlan plan;
    private final PlanBounds bounds;
    private final Object turn = new Object();
    private final RunSum sum = new RunSum();
    private final boolean hasWindows;
    private Windows windows;
    /** By the operator's clock; 0 before it was named. */
    private volatile long startMicros;

    private volatile Orders orders = new Orders(new Answer.Wait(), Map.of());

    OpenRun(RunPlan plan) {
        this.contacts = new AtomicReferenceArray<>(plan.runners());
        this.plan = plan;
        this.bounds = new PlanBounds(plan);
        this.windows = Windows.of(plan);
        this.hasWindows = !windows.isEmpty();
    }

    Orders orders() {
        return orders;
    }

    void command(Orders next) {
        orders = next;
        if (next.command() instanceof Answer.Start(long atMicros, var _)) {
            startMicros = atMicros;
        }
    }

    /** What the seconds say of thresholds on windows, with all that was taken in before. */
    Windows windows() {
        synchronized (turn) {
            return windows;
        }
    }

    /** What all journals have, with all that was taken in before. */
    Interval sum() {
        synchronized (turn) {
            return sum.of(each(Contact::journal).values().stream()
                    .map(RunnerJournal::total)
                    .filter(Objects::nonNull));
        }
    }

    String namespace() {
        return plan.namespace();
    }

    /** What meters tell of it. */
    LiveRun live() {
        int users = each(each -> each.journal().activeUsers()).values().stream()
                .mapToInt(Integer::intValue)
                .sum();
        return new LiveRun(plan, users, sum());
    }

    int runners() {
        return contacts.length();
    }

    /**
     * Takes the report in, once, however many come for one index at the same time.
     *
     * @throws IllegalArgumentException where no runner of the plan can say so
     */
    Taken take(RunnerReport report, Instant now) throws Unwanted {
        int index = report.runner();
        if (index >= contacts.length()) {
            throw new Unwanted(Unwanted.Kind.WRONG_RUNNER, "the run has no runner " + index);
        }
        bounds.check(report);
        // Nobody must see a last word without the seconds that came with it.
        synchronized (turn) {
            return taken(report, now);
        }
    }

    private Taken taken(RunnerReport report, Instant now) throws Unwanted {
        int index = report.runner();
        Contact before = contacts.get(index);
        if (before != null && !before.journal().boot().equals(report.boot())) {
            throw new Unwanted(Unwanted.Kind.SECOND_BOOT, "another process reports for runner " + index);
        }
        RunnerJournal known = before == null ? null : before.journal();
        RunnerJournal journal = known == null ? RunnerJournal.of(report) : known.accept(report);
        bounds.check(journal.total());
        Notice notice = (before == null ? Notice.NONE : before.notice()).accept(report);
        // What was held up on the way tells nothing of how the runner is by now.
        boolean late = before != null && report.sequence() <= before.notice().sequence();
        contacts.set(index, new Contact(journal, notice, late ? before.lastSeen() : now));
        sum.tell(report, known, journal);
        windows = hasWindows ? journal.tell(windows, report, known) : windows;
        return new Taken(
                journal,
                known == null || journal.isFurtherThan(known) || notice.isFurtherThan(before.notice()),
                known == null ? -1 : MergeLag.micros(known, journal, startMicros, now));
    }

    /** One value for each runner that has reported, by index. */
    <T> Map<Integer, T> each(Function<Contact, T> value) {
        var values = new TreeMap<Integer, T>();
        for (int index = 0; index < contacts.length(); index++) {
            Contact contact = contacts.get(index);
            if (contact != null) {
                values.put(index, value.apply(contact));
            }
        }
        return Collections.unmodifiableMap(values);
    }

    /** What a runner said so far, and when it last did. */
    record Contact(RunnerJournal journal, Notice notice, Instant lastSeen) {}

    /**
     * @param further whether the report changed a fact that the run's stage rests on
     * @param lagMicros how late the oldest second that it brought was; -1 where it brought none
     */
    record Taken(RunnerJournal journal, boolean further, long lagMicros) {}
}
