package dev.loadstone.operator.collect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.protocol.Errand;
import dev.loadstone.protocol.Errand.Kind;
import dev.loadstone.protocol.Errand.State;
import dev.loadstone.protocol.RunId;
import dev.loadstone.protocol.RunnerReport;
import dev.loadstone.protocol.SharedValue;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NoticeTest {
    private static RunnerReport report(long sequence, @Nullable Errand errand, boolean endsTest) {
        return new RunnerReport(
                RunnerReport.VERSION,
                new RunId("uid", 1),
                0,
                "boot",
                sequence,
                RunnerReport.State.ARMED,
                0,
                List.of(),
                null,
                null,
                "",
                errand,
                endsTest);
    }

    private static Errand setup(State state) {
        return new Errand(Kind.SETUP, state, "", Map.of());
    }

    @Test
    void anOlderReportSaysNothingNew() {
        Notice newer = Notice.NONE.accept(report(5, setup(State.DONE), false));
        assertThat(newer.accept(report(4, setup(State.UNDERWAY), true))).isSameAs(newer);
    }

    @Test
    void whatWasToldStaysWhereALaterReportIsSilent() {
        Notice told = Notice.NONE.accept(report(0, setup(State.DONE), true)).accept(report(1, null, false));
        assertThat(told.errand()).isEqualTo(setup(State.DONE));
        assertThat(told.endsTest()).isTrue();
    }

    @Test
    void aStageMayRestOnAnErrandThatIsFurther() {
        Notice none = Notice.NONE.accept(report(0, null, false));
        Notice underway = none.accept(report(1, setup(State.UNDERWAY), false));
        Notice again = underway.accept(report(2, setup(State.UNDERWAY), false));
        assertThat(underway.isFurtherThan(none)).isTrue();
        assertThat(again.isFurtherThan(underway)).isFalse();
        assertThat(again.accept(report(3, setup(State.DONE), false)).isFurtherThan(again))
                .isTrue();
        assertThat(again.accept(report(3, setup(State.UNDERWAY), true)).isFurtherThan(again))
                .isTrue();
    }

    @Test
    void aSetupWithMoreThanAllCanBeGivenHasFailed() {
        var large = new Errand(Kind.SETUP, State.DONE, "", Map.of("page", new SharedValue("x".repeat(300_000), false)));
        Errand told = Notice.NONE.accept(report(0, large, false)).errand();
        assertThat(told).isNotNull();
        assertThat(told.state()).isEqualTo(State.FAILED);
        assertThat(told.message()).contains("300004 characters");
        assertThat(told.variables()).isEmpty();
    }

    @Test
    void aLongMessageIsCut() {
        var failed = new Errand(Kind.TEARDOWN, State.FAILED, "x".repeat(100_000), Map.of());
        Errand told = Notice.NONE.accept(report(0, failed, false)).errand();
        assertThat(told).isNotNull();
        assertThat(told.message()).hasSize(1003);
    }

    @Test
    void noTextOfItHasAValue() {
        var done = new Errand(Kind.SETUP, State.DONE, "", Map.of("token", new SharedValue("secret", false)));
        assertThat(Notice.NONE.accept(report(0, done, false)).toString())
                .contains("token")
                .doesNotContain("secret");
    }
}
