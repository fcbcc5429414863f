package dev.loadstone.operator.loadtest;

import dev.loadstone.api.v1alpha1.LoadTest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Lets runs begin, never more at a time than the limits allow. Who holds a slot is read from the tests' statuses; remembered is only
 * who was let in and is not seen there yet, so that nothing is lost with the operator.
 */
public final class Slots {
    private final int limit;
    private final ToIntFunction<String> limits;
    /** By the test's uid, the number of the last run that was there when it was let in. */
    private final Map<String, Integer> admitted = new HashMap<>();

    /**
     * @param limit of runs under way at one time; 0 for none
     * @param limits the same of a namespace
     */
    public Slots(int limit, ToIntFunction<String> limits) {
        this.limit = limit;
        this.limits = limits;
    }

    /** @param tests all that there are, as they were last seen */
    synchronized Turn turn(LoadTest test, Stream<LoadTest> tests, Instant now) {
        if (limit == 0 && limits.applyAsInt(test.getMetadata().getNamespace()) == 0) {
            return Turn.NOW;
        }
        String uid = test.getMetadata().getUid();
        Claim own = Claim.of(test).wanted(now);
        List<Claim> claims = new ArrayList<>();
        tests.filter(each -> !uid.equals(each.getMetadata().getUid()))
                .map(each -> claim(each, now))
                .forEach(claims::add);
        if (admitted.getOrDefault(uid, -1) == lastRun(test)) {
            return Turn.NOW;
        }
        claims.add(own);
        Turn turn = new Line(limit, limits, claims).of(own);
        if (turn instanceof Turn.Now) {
            admitted.put(uid, lastRun(test));
        }
        return turn;
    }

    /** Those in the queue who may begin now, for somebody to have them looked at. */
    synchronized List<LoadTest> next(List<LoadTest> tests, Instant now) {
        if (tests.stream().noneMatch(each -> Trigger.queued(each).isPresent())) {
            return List.of();
        }
        Set<String> next = new Line(
                        limit,
                        limits,
                        tests.stream().map(each -> claim(each, now)).toList())
                .admitted().stream().map(Claim::uid).collect(Collectors.toSet());
        return tests.stream()
                .filter(each -> next.contains(each.getMetadata().getUid()))
                .toList();
    }

    /** The test wants no run: if it was let in, it has not begun one. */
    synchronized void settle(LoadTest test) {
        admitted.remove(test.getMetadata().getUid(), lastRun(test));
    }

    synchronized void forget(String test) {
        admitted.remove(test);
    }

    private Claim claim(LoadTest test, Instant now) {
        Claim seen = Claim.of(test);
        Integer before = admitted.get(seen.uid());
        if (before == null || seen.holds()) {
            return seen;
        }
        if (lastRun(test) > before) {
            admitted.remove(seen.uid());
            return seen;
        }
        return seen.held(now);
    }

    private static int lastRun(LoadTest test) {
        var run = Observation.runOf(test);
        return run == null ? 0 : run.number();
    }
}
