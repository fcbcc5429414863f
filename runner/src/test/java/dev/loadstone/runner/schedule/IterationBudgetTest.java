package dev.loadstone.runner.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.protocol.LoadShape;
import dev.loadstone.protocol.Slice;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class IterationBudgetTest {
    @Test
    void anyShardsTogetherDoExactlyTheIterationsAndNoneIsWhereThereIsNoUser() {
        var random = new Random(5);
        for (int round = 0; round < 500; round++) {
            var load = new LoadShape.Closed(random.nextInt(40), 1 + random.nextInt(40), 1L + random.nextInt(300), 0L);
            int runners = 1 + random.nextInt(6);
            int loops = 1 + random.nextInt(5);
            long sum = 0;
            for (int shard = 0; shard < runners * loops; shard++) {
                Slice slice = Slice.WHOLE.part(shard % runners, runners).part(shard / runners, loops);
                var budget = new IterationBudget(load, slice);
                long users = slice.share(load.mostUsers());
                long taken = users == 0 ? 0 : drain(budget, slice, users, random);
                assertThat(taken)
                        .as("%s on %s", load, slice)
                        .isBetween(
                                load.iterations() / load.mostUsers() * users,
                                (load.iterations() / load.mostUsers() + 1) * users);
                sum += taken;
            }
            assertThat(sum).as("%s on %d x %d", load, runners, loops).isEqualTo(load.iterations());
        }
    }

    /** Any user may take what others of the shard leave. */
    private static long drain(IterationBudget budget, Slice slice, long users, Random random) {
        long taken = 0;
        while (budget.take(slice.global(random.nextLong(users)))) {
            taken++;
        }
        assertThat(budget.isSpent(slice.offset())).isTrue();
        return taken;
    }

    @Test
    void whatIsLeftIsForfeitedOnceAndByUsers() {
        var shard = new Slice(1, 2);
        var budget = new IterationBudget(new LoadShape.Closed(0, 5, 17L, 0L), shard);
        budget.take(1);

        // Of five users with 4, 4, 3, 3 and 3 of the iterations these are the second and the fourth.
        assertThat(budget.forfeit()).containsExactly(3, 3);
        assertThat(LongStream.of(budget.forfeit()).sum()).isZero();
        assertThat(budget.take(1)).isFalse();
    }

    @Test
    void eachUserHasItsOwn() {
        var budget = new IterationBudget(new LoadShape.Closed(0, 4, 0L, 2L), new Slice(1, 2));

        assertThat(budget.take(1)).isTrue();
        assertThat(budget.take(1)).isTrue();
        assertThat(budget.take(1)).isFalse();
        assertThat(budget.isSpent(1)).isTrue();
        assertThat(budget.isSpent(3)).isFalse();
        assertThat(budget.forfeit()).containsExactly(0, 2);
        assertThat(budget.forfeit()).containsExactly(0, 0);
    }

    @Test
    void whoThePhaseDoesNotHaveHasNone() {
        for (var load : List.of(
                new LoadShape.Closed(0, 3, 0L, 2L), new LoadShape.Closed(0, 3, 9L, 0L), new LoadShape.Closed(3, 3))) {
            var budget = new IterationBudget(load, new Slice(1, 2));
            assertThat(budget.take(1)).as("%s", load).isTrue();
            assertThat(budget.take(3)).as("%s", load).isFalse();
            assertThat(budget.isSpent(3)).as("%s", load).isTrue();
        }
    }

    @Test
    void withoutALimitThereIsAlwaysOneMore() {
        var budget = new IterationBudget(new LoadShape.Closed(1, 1), Slice.WHOLE);

        assertThat(budget.take(0)).isTrue();
        assertThat(budget.isSpent(0)).isFalse();
        assertThat(budget.forfeit()).isEmpty();
        assertThat(budget.take(0)).isTrue();
    }
}
