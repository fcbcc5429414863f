package dev.loadstone.operator.plan;

import dev.loadstone.api.v1alpha1.DistributionSpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The runners of one share of the distribution: those from {@code first} on, so many.
 *
 * @param first index of a runner
 */
public record RunnerShare(DistributionSpec part, int first, int count) {
    private static final int WHOLE = 100;

    /**
     * Deals the indexes 0 to runners - 1: each share gets its percentage rounded down, and what is left goes to the largest
     * remainders; of equal ones to the first. A share may get none.
     */
    public static List<RunnerShare> deal(List<DistributionSpec> parts, int runners) {
        int[] counts = parts.stream()
                .mapToInt(each -> each.percent() * runners / WHOLE)
                .toArray();
        int left = parts.isEmpty() ? 0 : runners - IntStream.of(counts).sum();
        List<Integer> byRemainder = IntStream.range(0, counts.length)
                .boxed()
                .sorted(Comparator.comparingInt(part -> -(parts.get(part).percent() * runners % WHOLE)))
                .toList();
        for (int i = 0; i < left; i++) {
            counts[byRemainder.get(i % counts.length)]++;
        }
        var shares = new ArrayList<RunnerShare>();
        int first = 0;
        for (int i = 0; i < counts.length; i++) {
            shares.add(new RunnerShare(parts.get(i), first, counts[i]));
            first += counts[i];
        }
        return shares;
    }
}
