package dev.loadstone.operator.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReasonTest {
    @ParameterizedTest
    @EnumSource
    void everyWordIsWhatAConditionTakes(Reason reason) {
        assertThat(reason.word()).matches("[A-Z][A-Za-z]{0,40}").doesNotContain("_");
    }
}
