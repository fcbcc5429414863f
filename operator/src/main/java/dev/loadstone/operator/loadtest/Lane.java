package dev.loadstone.operator.loadtest;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * What one namespace has and wants of the runs that may be under way.
 *
 * @param live runs that are under way
 * @param begun the number of the last one that began since this was counted; 0 for none
 * @param served when the last one began before that
 * @param queue those that waited when this was counted, in their order
 * @param first the place in it of the first that still waits
 */
record Lane(String namespace, int live, int begun, Instant served, List<Claim> queue, int first) {
    /** Whose turn it is: the fewest runs come first, of those the one whose last run is longest ago. */
    static final Comparator<Lane> ORDER = Comparator.comparingInt(Lane::live)
            .thenComparingInt(Lane::begun)
            .thenComparing(Lane::served)
            .thenComparing(lane -> since(lane.next()))
            .thenComparing(Lane::namespace);

    static Lane of(String namespace, List<Claim> claims) {
        int live = (int) claims.stream().filter(Claim::holds).count();
        Instant served = claims.stream()
                .map(Claim::served)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .orElse(Instant.MIN);
        List<Claim> queue = claims.stream()
                .filter(Claim::waits)
                .sorted(Comparator.comparing(Lane::since).thenComparing(Claim::name))
                .toList();
        return new Lane(namespace, live, 0, served, queue, 0);
    }

    /** Those that wait. */
    List<Claim> waiting() {
        return queue.subList(first, queue.size());
    }

    /** The first that waits. */
    Claim next() {
        return queue.get(first);
    }

    /** The same, when that has begun. */
    Lane after(int number) {
        return new Lane(namespace, live + 1, number, served, queue, first + 1);
    }

    private static Instant since(Claim claim) {
        return Objects.requireNonNullElse(claim.since(), Instant.MAX);
    }
}
