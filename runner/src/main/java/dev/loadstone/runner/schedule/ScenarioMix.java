package dev.loadstone.runner.schedule;

import dev.loadstone.protocol.Scenario;
import java.util.Arrays;
import java.util.List;

/** Which scenario a user does: a function of the user's global number alone, so that all runners agree without talking. */
public final class ScenarioMix {
    /** The dealing of weights with a larger sum begins anew after that many users: no share is off by more than that part. */
    private static final int LONGEST_HAND = 1 << 16;

    private final long[] weightsUpTo;
    private final int[] hand;
    private final long seed;

    /** Of all these scenarios. */
    public ScenarioMix(List<Scenario> scenarios, long seed) {
        this(scenarios, List.of(), seed);
    }

    /**
     * @param names of those that are chosen from, with the weights that they have; empty for all
     * @throws IllegalArgumentException where there is none, or none of such a name
     */
    public ScenarioMix(List<Scenario> scenarios, List<String> names, long seed) {
        long[] weights = scenarios.stream()
                .mapToLong(scenario -> names.isEmpty() || names.contains(scenario.name()) ? scenario.weight() : 0)
                .toArray();
        names.stream()
                .filter(name ->
                        scenarios.stream().noneMatch(scenario -> scenario.name().equals(name)))
                .forEach(name -> {
                    throw new IllegalArgumentException("there is no scenario " + name);
                });
        if (weights.length == 0) {
            throw new IllegalArgumentException("there is no scenario to choose");
        }
        this.seed = seed;
        weightsUpTo = weights.clone();
        Arrays.parallelPrefix(weightsUpTo, Long::sum);
        hand = deal(weights, weightsUpTo[weights.length - 1]);
    }

    /** Smooth weighted round robin: each turn all grow by their weight, and the largest is taken and pays the sum. */
    private static int[] deal(long[] weights, long sum) {
        var hand = new int[(int) Math.min(sum, LONGEST_HAND)];
        var credit = new long[weights.length];
        for (int turn = 0; turn < hand.length; turn++) {
            int best = 0;
            for (int i = 0; i < weights.length; i++) {
                credit[i] += weights[i];
                best = credit[i] > credit[best] ? i : best;
            }
            credit[best] -= sum;
            hand[turn] = best;
        }
        return hand;
    }

    /** Place in the list, closed model: any run of as many users as the weights sum up to has each as often as its weight says. */
    public int ofUser(long user) {
        return hand[(int) (user % hand.length)];
    }

    /** Place in the list, open model: as if drawn at random with the weights as odds, whatever the number of shards. */
    public int ofArrival(long user) {
        long sum = weightsUpTo[weightsUpTo.length - 1];
        long drawn = Math.unsignedMultiplyHigh(SplitMix.mix(seed, user), sum);
        int scenario = 0;
        while (weightsUpTo[scenario] <= drawn) {
            scenario++;
        }
        return scenario;
    }
}
