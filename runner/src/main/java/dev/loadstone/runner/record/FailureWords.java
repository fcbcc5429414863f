package dev.loadstone.runner.record;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Keeps the words for why iterations failed from being many: the first few of a scenario and phase are told apart for the whole
 * run, on all loops of a runner, and the rest is one. So the sum of the seconds has no more of them than a second.
 */
public final class FailureWords {
    /** What stands for all that are not told apart. */
    static final String OTHER = "other";

    private static final int MOST = 10;
    private static final int LONGEST = 200;

    private final List<Set<String>> admitted;
    private final int scenarios;

    /** @param scenarios number of scenarios, in each of which words are counted by themselves, as in each phase */
    public FailureWords(int phases, int scenarios) {
        this.scenarios = scenarios;
        admitted = Stream.generate(() -> (Set<String>) ConcurrentHashMap.<String>newKeySet())
                .limit((long) phases * scenarios)
                .toList();
    }

    /** The words themselves, or what stands for the rest. */
    String of(int phase, int scenario, String words) {
        Set<String> known = admitted.get(phase * scenarios + scenario);
        String text = words.length() > LONGEST ? words.substring(0, LONGEST) : words;
        if (known.contains(text)) {
            return text;
        }
        synchronized (known) {
            return known.contains(text) || known.size() < MOST && known.add(text) ? text : OTHER;
        }
    }
}
