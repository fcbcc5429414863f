package dev.loadstone.operator.collect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RateLimitTest {
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 500_000_000L);
    private final RateLimit limit = new RateLimit(10, 5, nanos::get);

    private long allowed(String key, int tries) {
        return IntStream.range(0, tries).filter(each -> limit.allows(key)).count();
    }

    @Test
    void letsABurstThroughAndThenTheRateForEachKey() {
        assertThat(allowed("a", 20)).isEqualTo(5);
        assertThat(allowed("b", 20)).isEqualTo(5);
        nanos.addAndGet(200_000_000L);
        assertThat(allowed("a", 20)).isEqualTo(2);
    }

    @Test
    void worksWhereTheTimerOverflows() {
        assertThat(allowed("a", 20)).isEqualTo(5);
        nanos.addAndGet(1_000_000_000L);
        assertThat(allowed("a", 20)).isEqualTo(5);
    }
}
