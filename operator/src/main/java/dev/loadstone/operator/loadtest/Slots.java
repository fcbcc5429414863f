package dev.loadstone.operator.loadtest;

import dev.loadstone.api.v1alpha1.LoadTest;
import java.time.Duration;
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
 * who was let in and is not seen there yet, and who could have begun and has not, so that nothing is lost with the operator.
 */
public final class Slots {
    /** What a look wrote that failed is heard of by then. */
    private static final Duration DOUBT = Duration.ofSeconds(30);

    private final int limit;
    private final ToIntFunction<String> limits;
    /** By the test's uid. */
    private final Map<String, Admission> admitted = new HashMap<>();

    private final Offers offers = new Offers();

    /**
     * A test that was let in.
     *
     * @param lastRun number of the last run that was there by then
     * @param end when it counts no longer, unless its run is seen
     */
    private record Admission(int lastRun, Instant end) {
        Admission failed(Instant now) {
            Instant doubtless = now.plus(DOUBT);
            return end.isBefore(doubtless) ? this : new Admission(lastRun, doubtless);
        }
    }

    /**
     * @param limit of runs under way at one time; 0 for none
     * @param limits the same of a namespace
     */
    public Slots(int limit, ToIntFunction<String> limits) {
        this.limit = limit;
        this.limits = limits;
    }

    /** @param tests all that there are, as they were last seen */
    Turn turn(LoadTest test, Stream<LoadTest> tests, Instant now) {
        String namespace = test.getMetadata().getNamespace();
        int own = limits.applyAsInt(namespace);
        if (limit == 0 && own == 0) {
            return Turn.NOW;
        }
        List<LoadTest> all = tests.toList();
        Map<String, Integer> most = limits(all);
        most.put(namespace, own);
        return turn(test, all, most, now);
    }

    private synchronized Turn turn(LoadTest test, List<LoadTest> all, Map<String, Integer> most, Instant now) {
        String uid = test.getMetadata().getUid();
        List<Claim> claims = all.stream()
                .filter(each -> !uid.equals(each.getMetadata().getUid()))
                .map(each -> claim(each, now))
                .collect(Collectors.toCollection(ArrayList::new));
        Admission before = admitted.get(uid);
        if (before != null && before.lastRun() == lastRun(test)) {
            if (now.isBefore(before.end())) {
                return Turn.NOW;
            }
            offers.lapse(uid, now);
        }
        admitted.remove(uid);
        Claim own = Claim.of(test, now).wanted(now);
        boolean last = offers.hasLapsed(uid, now);
        if (last) {
            // All others first.
            claims.replaceAll(each -> each.waits() ? each.held(now) : each);
        }
        claims.add(own);
        var line = new Line(limit, most::get, claims);
        if (!last) {
            offers.stand(uids(line.admitted().stream().filter(each -> !each.equals(own))), now);
        }
        Turn turn = line.of(own);
        if (turn instanceof Turn.Now) {
            admitted.put(uid, new Admission(lastRun(test), Instant.MAX));
        }
        return turn;
    }

    /**
     * Those in the queue who may begin now, for somebody to have them looked at.
     *
     * @param rests uid of the test that wants nothing any more, whatever was last seen of it; that its namespace was served counts
     */
    List<LoadTest> next(List<LoadTest> tests, String rests, Instant now) {
        Map<String, Integer> most = limits(tests);
        return most.isEmpty() ? List.of() : next(tests, rests, most, now);
    }

    private synchronized List<LoadTest> next(
            List<LoadTest> tests, String rests, Map<String, Integer> most, Instant now) {
        List<Claim> claims = tests.stream()
                .map(each -> rests.equals(each.getMetadata().getUid())
                        ? Claim.of(each, now).idle()
                        : claim(each, now))
                .toList();
        Set<String> next = uids(new Line(limit, most::get, claims).admitted().stream());
        offers.stand(next, now);
        return tests.stream()
                .filter(each -> next.contains(each.getMetadata().getUid()))
                .toList();
    }

    /** Of the namespaces in which somebody waits. It may need the API server, so nobody else is kept waiting for it. */
    private Map<String, Integer> limits(List<LoadTest> tests) {
        var most = new HashMap<String, Integer>();
        tests.stream()
                .filter(each -> Trigger.queued(each).isPresent())
                .map(each -> each.getMetadata().getNamespace())
                .distinct()
                .forEach(each -> most.put(each, limits.applyAsInt(each)));
        return most;
    }

    /** The test wants no run: if it was let in, it has not begun one. */
    synchronized void settle(LoadTest test) {
        String uid = test.getMetadata().getUid();
        Admission before = admitted.get(uid);
        if (before != null && before.lastRun() == lastRun(test)) {
            admitted.remove(uid);
        }
    }

    /**
     * A look at the test is over.
     *
     * @param done whether all was done that it led to
     */
    synchronized void looked(LoadTest test, boolean done, Instant now) {
        String uid = test.getMetadata().getUid();
        if (done) {
            offers.answered(uid);
        }
        admitted.computeIfPresent(
                uid,
                (_, before) -> before.lastRun() != lastRun(test)
                        ? before
                        : done ? new Admission(before.lastRun(), Instant.MAX) : before.failed(now));
    }

    synchronized void forget(String test) {
        admitted.remove(test);
        offers.answered(test);
    }

    private Claim claim(LoadTest test, Instant now) {
        Claim seen = Claim.of(test, now);
        Admission before = admitted.get(seen.uid());
        if (before != null && !seen.holds() && lastRun(test) <= before.lastRun()) {
            return now.isBefore(before.end()) ? seen.held(now) : seen.idle();
        }
        if (!seen.holds()) {
            admitted.remove(seen.uid());
        }
        return seen.waits() && offers.hasLapsed(seen.uid(), now) ? seen.idle() : seen;
    }

    private static Set<String> uids(Stream<Claim> claims) {
        return claims.map(Claim::uid).collect(Collectors.toSet());
    }

    private static int lastRun(LoadTest test) {
        var run = Observation.runOf(test);
        return run == null ? 0 : run.number();
    }
}
