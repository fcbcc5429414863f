package dev.loadstone.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.BitSet;
import org.junit.jupiter.api.Test;

class SliceTest {
    @Test
    void partsAreDisjointCompleteAndEven() {
        Seeded.times(2000, random -> {
            int runners = random.nextInt(1, 9);
            int loops = random.nextInt(1, 5);
            int total = random.nextInt(400);
            var seen = new BitSet();
            long least = Long.MAX_VALUE;
            long most = 0;
            for (int runner = 0; runner < runners; runner++) {
                for (int loop = 0; loop < loops; loop++) {
                    var slice = Slice.WHOLE.part(runner, runners).part(loop, loops);
                    long share = slice.share(total);
                    least = Math.min(least, share);
                    most = Math.max(most, share);
                    for (long n = 0; n < share; n++) {
                        int global = Math.toIntExact(slice.global(n));
                        assertThat(seen.get(global))
                                .as("%s belongs to two", global)
                                .isFalse();
                        seen.set(global);
                    }
                    assertThat(slice.global(share)).as("first that is beyond").isGreaterThanOrEqualTo(total);
                }
            }
            assertThat(seen.cardinality()).isEqualTo(total);
            assertThat(seen.length()).isEqualTo(total);
            assertThat(most - least).isLessThanOrEqualTo(1);
        });
    }

    @Test
    void aPlanSlicesAmongItsRunners() {
        assertThat(Samples.plan().slice(2)).isEqualTo(new Slice(2, 3));
    }

    @Test
    void hugeTotals() {
        assertThat(new Slice(1, 2).share(Long.MAX_VALUE)).isEqualTo(Long.MAX_VALUE / 2);
        assertThat(new Slice(1, 500).global(1L << 40)).isEqualTo(500 * (1L << 40) + 1);
    }

    @Test
    void whatIsNoPartIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Slice(3, 3));
        assertThatIllegalArgumentException().isThrownBy(() -> new Slice(-1, 3));
        assertThatIllegalArgumentException().isThrownBy(() -> new Slice(0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> Slice.WHOLE.part(2, 2));
        assertThatIllegalArgumentException().isThrownBy(() -> Slice.WHOLE.part(0, 0));
    }
}
