package dev.loadstone.runner;

import dev.loadstone.protocol.LoadShape;
import dev.loadstone.protocol.Phase;
import dev.loadstone.runner.schedule.Population;
import java.util.List;

/**
 * Numbers users from 1, so that no two of a run are the same: each population numbers its users and each open phase its
 * arrivals, and these lanes are interleaved.
 */
final class Numbering {
    private final int[] laneOfPhase;
    private final int lanes;

    Numbering(List<Phase> phases) {
        laneOfPhase = new int[phases.size()];
        int next = 0;
        for (Population population : Population.of(phases)) {
            for (int place : population.places()) {
                laneOfPhase[place] = next;
            }
            next++;
        }
        for (int i = 0; i < laneOfPhase.length; i++) {
            if (phases.get(i).load() instanceof LoadShape.Open) {
                laneOfPhase[i] = next++;
            }
        }
        lanes = next;
    }

    /** @param number among all arrivals of the phase, or all users of its population, from 0 */
    long id(int phase, long number) {
        return 1 + number * lanes + laneOfPhase[phase];
    }
}
