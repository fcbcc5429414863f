package dev.loadstone.runner.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.loadstone.runner.scenario.cel.Formula;
import dev.loadstone.runner.scenario.json.JsonMatches;
import dev.loadstone.runner.scenario.json.JsonQuery;
import dev.loadstone.runner.scenario.json.JsonScanner;
import dev.loadstone.runner.scenario.template.CompiledTemplate;
import dev.loadstone.runner.scenario.template.Named;
import dev.loadstone.runner.scenario.template.Scratch;
import io.netty.buffer.ByteBuf;

/** How often a loop does its flow. */
sealed interface Repetition {
    /** Gets a loop ready, of which no pass is done. */
    void begin(Walk walk, Round round);

    /** Whether another pass follows, which is then got ready. */
    boolean again(Walk walk, Round round);

    /** As often as the template says when the loop begins. */
    record Times(CompiledTemplate count) implements Repetition {
        @Override
        public void begin(Walk walk, Round round) {
            ByteBuf out = Scratch.take();
            count.append(out, walk.user());
            String text = out.toString(UTF_8).strip();
            try {
                round.mostPasses = (long) Double.parseDouble(text);
            } catch (NumberFormatException e) {
                // Without the text itself: it may be a secret.
                throw new IllegalStateException("times of a loop is not a number", e);
            }
        }

        @Override
        public boolean again(Walk walk, Round round) {
            return round.passes < round.mostPasses;
        }
    }

    /** As long as a condition is true, but only so often. */
    record While(Formula condition, int most) implements Repetition {
        @Override
        public void begin(Walk walk, Round round) {
            round.mostPasses = most;
        }

        @Override
        public boolean again(Walk walk, Round round) {
            return round.passes < round.mostPasses && condition.truth(walk.facts());
        }
    }

    /** Once for each element of a list, which is set as a variable. */
    record ForEach(Named list, int slot) implements Repetition {
        @Override
        public void begin(Walk walk, Round round) {
            byte[] json = list.list(walk.user()).bytes();
            var elements = new JsonMatches();
            new JsonScanner().findAll(json, 0, json.length, JsonQuery.CHILDREN, elements);
            round.list = json;
            round.elements = elements;
            round.mostPasses = elements.size();
        }

        @Override
        public boolean again(Walk walk, Round round) {
            if (round.passes == round.mostPasses) {
                return false;
            }
            int element = (int) round.passes;
            JsonMatches elements = requireNonNull(round.elements);
            walk.user()
                    .captured()
                    .take(slot, requireNonNull(round.list), elements.start(element), elements.end(element));
            return true;
        }
    }

    /** As long as the time is not over. */
    record During(long nanos) implements Repetition {
        @Override
        public void begin(Walk walk, Round round) {
            round.endNanos = walk.dueNanos() + nanos;
        }

        @Override
        public boolean again(Walk walk, Round round) {
            return walk.dueNanos() < round.endNanos;
        }
    }
}
