package dev.loadstone.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class CountsTest {
    @Test
    void addingIsCommutativeAndAssociative() {
        Seeded.times(500, random -> {
            var a = Samples.counts(random);
            var b = Samples.counts(random);
            var c = Samples.counts(random);

            assertThat(a.plus(b)).isEqualTo(b.plus(a));
            assertThat(a.plus(b).plus(c)).isEqualTo(a.plus(b.plus(c)));
            assertThat(a.plus(Counts.NONE)).isEqualTo(a);
            assertThat(a.plus(b).ended()).isEqualTo(a.ended() + b.ended());
        });
    }

    @Test
    void balancedWhenTheEndOfAllIsKnown() {
        assertThat(new Counts(10, 5, 3, 1, 1).balanced()).isTrue();
        assertThat(new Counts(11, 5, 3, 1, 1).balanced()).isFalse();
        assertThat(Counts.NONE.balanced()).isTrue();
    }

    @Test
    void noCountIsNegativeOrWrapsAround() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Counts(-1, 0, 0, 0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Counts(0, 0, 0, 0, -1));
        assertThatIllegalArgumentException().isThrownBy(() -> new CheckCount(0, -1));
        var most = new Counts(Long.MAX_VALUE, 0, 0, 0, 0);
        assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> most.plus(most));
    }
}
