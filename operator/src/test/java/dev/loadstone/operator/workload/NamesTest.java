package dev.loadstone.operator.workload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.protocol.RunId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamesTest {
    private static final String UID = "3f0f6a52-1111-4222-8333-444455556666";

    @ParameterizedTest
    @CsvSource({"catalogue, 1", "a.b, 7", "a, 2147483647", "x.-------------------------------------------------y, 12"})
    void aNameIsAHostNameWithRoomForAnIndex(String test, int number) {
        assertThat(Names.job(test, new RunId(UID, number)))
                .hasSizeLessThanOrEqualTo(52)
                .matches("[a-z0-9]([a-z0-9-]*[a-z0-9])?")
                .contains("-" + number + "-");
        assertThat(Names.report("x".repeat(253), new RunId(UID, number))).hasSizeLessThanOrEqualTo(63);
    }

    @Test
    void aTestThatTookADeletedOnesNameHasOtherNames() {
        var other = new RunId("4f0f6a52-1111-4222-8333-444455556666", 1);
        assertThat(Names.job("catalogue", new RunId(UID, 1))).isNotEqualTo(Names.job("catalogue", other));
    }

    @Test
    void theSameRunHasTheSameName() {
        assertThat(Names.job("catalogue", new RunId(UID, 3))).isEqualTo("catalogue-3-" + hash());
        assertThat(Names.plan("catalogue", new RunId(UID, 3))).isEqualTo("catalogue-3-" + hash() + "-plan");
    }

    private static String hash() {
        String name = Names.job("x", new RunId(UID, 1));
        return name.substring(name.length() - 5);
    }
}
