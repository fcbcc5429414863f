package dev.loadstone.operator.collect;

import static dev.loadstone.operator.collect.Reports.RUN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loadstone.protocol.Answer;
import dev.loadstone.protocol.Interval;
import dev.loadstone.protocol.RunId;
import dev.loadstone.protocol.RunnerReport;
import dev.loadstone.protocol.RunnerReport.State;
import dev.loadstone.protocol.SharedValue;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CollectorTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00.123456Z");

    private final List<RunId> changes = new ArrayList<>();
    private final Collector collector = collector(changes);

    private static Collector collector(List<RunId> changes) {
        return new Collector(Clock.fixed(NOW, ZoneOffset.UTC), changes::add);
    }

    @Test
    void answersWithTheCommandTheTimeAndTheNextLook() throws Unwanted {
        collector.open(Reports.plan(RUN, 2));
        assertThat(collector.receive(Reports.armed(0, 7)))
                .isEqualTo(new Answer(7, -1, false, 1_772_359_200_123_456L, new Answer.Wait(), 100));
        collector.command(RUN, new Answer.Start(5));
        assertThat(collector.receive(Reports.running(0, 8, Reports.second(0, new Random(1)))))
                .isEqualTo(new Answer(8, 0, false, 1_772_359_200_123_456L, new Answer.Start(5), 1000));
    }

    @Test
    void asksManyArmedRunnersLessOften() throws Unwanted {
        collector.open(Reports.plan(RUN, 500));
        assertThat(collector.receive(Reports.armed(499, 0)).nextMillis()).isEqualTo(1000);
    }

    @Test
    void tellsOnlyOfWhatTheStageRestsOn() throws Unwanted {
        var random = new Random(1);
        collector.open(Reports.plan(RUN, 2));
        collector.receive(Reports.armed(0, 0));
        collector.receive(Reports.armed(0, 1));
        collector.receive(Reports.armed(1, 0));
        assertThat(changes).as("first contacts").hasSize(2);
        Interval first = Reports.second(0, random);
        Interval second = Reports.second(1, random);
        collector.receive(Reports.running(0, 2, first));
        collector.receive(Reports.running(0, 3, second));
        assertThat(changes).as("one is running").hasSize(3);
        RunnerReport last = Reports.report(0, 4, State.DONE, List.of(), first.plus(second));
        collector.receive(last);
        collector.receive(last);
        assertThat(changes).as("and done").hasSize(4);
        assertThat(collector.lastSeen(RUN)).containsOnlyKeys(0, 1).containsValue(NOW);
    }

    @Test
    void whatWasHeldUpOnTheWayDoesNotTellThatARunnerIsThere() throws Unwanted {
        var clock = new TestClock();
        var listening = new Collector(clock, changes::add);
        listening.open(Reports.plan(RUN, 1));
        listening.receive(Reports.armed(0, 5));
        Instant heard = clock.instant();
        clock.advance(Duration.ofSeconds(8));
        listening.receive(Reports.armed(0, 4));
        listening.receive(Reports.armed(0, 5));
        assertThat(listening.lastSeen(RUN)).containsEntry(0, heard);
        listening.receive(Reports.armed(0, 6));
        assertThat(listening.lastSeen(RUN)).containsEntry(0, clock.instant());
    }

    @Test
    void refusesWhatItCannotPlace() throws Unwanted {
        assertRefused(Reports.armed(0, 0), Unwanted.Kind.UNKNOWN_RUN);
        collector.open(Reports.plan(RUN, 2));
        assertRefused(Reports.armed(2, 0), Unwanted.Kind.WRONG_RUNNER);
        collector.receive(Reports.armed(1, 0));
        RunnerReport armed = Reports.armed(1, 5);
        assertRefused(
                new RunnerReport(1, RUN, 1, "other", 5, State.ARMED, 0, List.of(), null, null, ""),
                Unwanted.Kind.SECOND_BOOT);
        assertRefused(
                new RunnerReport(
                        RunnerReport.VERSION + 1, RUN, 1, armed.boot(), 5, State.ARMED, 0, List.of(), null, null, ""),
                Unwanted.Kind.NEWER_VERSION);
        assertThat(collector.journals(RUN).get(1).sequence()).isZero();
    }

    private void assertRefused(RunnerReport report, Unwanted.Kind kind) {
        assertThatThrownBy(() -> collector.receive(report))
                .isInstanceOfSatisfying(
                        Unwanted.class, unwanted -> assertThat(unwanted.kind()).isEqualTo(kind));
    }

    @Test
    void releasesTheRunnersOfAClosedRunAndOfEarlierOnes() throws Unwanted {
        var next = new RunId(RUN.test(), RUN.number() + 1);
        collector.open(Reports.plan(RUN, 1));
        collector.open(Reports.plan(next, 1));
        collector.receive(Reports.armed(0, 0));
        collector.close(next, "shop");
        assertThat(collector.journals(RUN)).isEmpty();
        assertThat(collector.receive(Reports.armed(0, 1)).command()).isEqualTo(new Answer.Release());
        collector.open(Reports.plan(RUN, 1));
        assertThat(collector.receive(Reports.armed(0, 2)).command())
                .as("a closed run stays closed")
                .isEqualTo(new Answer.Release());
        var later = new RunId(RUN.test(), RUN.number() + 2);
        collector.open(Reports.plan(later, 1));
        assertThat(collector.journals(later)).isEmpty();
        collector.forget(RUN.test());
        assertRefused(Reports.armed(0, 3), Unwanted.Kind.UNKNOWN_RUN);
    }

    @Test
    void openingAgainKeepsWhatIsThere() throws Unwanted {
        collector.open(Reports.plan(RUN, 1));
        collector.command(RUN, new Answer.Start(9));
        collector.receive(Reports.armed(0, 0));
        collector.open(Reports.plan(RUN, 1));
        assertThat(collector.receive(Reports.armed(0, 1)).command()).isEqualTo(new Answer.Start(9));
    }

    /** Pushes get lost, doubled, delayed and overtaken, answers get lost, the operator loses its memory: the total stays the same. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void givesTheTruthWhateverTheNetworkDoes(long seed) {
        var random = new Random(seed);
        var network = new BadNetwork(random, 0.3, 0.1);
        var runner = new SimulatedRunner(0, random);
        for (int second = 0; second < 60; second++) {
            runner.work();
            network.carry(runner, runner.push(false));
        }
        for (int tries = 0; tries < 500 && !network.isFinal(); tries++) {
            network.carry(runner, runner.push(true));
        }
        RunnerJournal journal = network.collector.journals(RUN).get(0);
        assertThat(journal.isFinal()).as("final after %s", journal).isTrue();
        assertThat(journal.agreed()).as("agreed").isTrue();
        assertThat(journal.total()).isEqualTo(runner.truth());
        network.collector.close(RUN, "shop");
        network.forgetChance = 0;
        for (int tries = 0; tries < 500 && !runner.released; tries++) {
            network.carry(runner, runner.push(true));
        }
        assertThat(runner.released).isTrue();
    }

    /** Loses, doubles and delays, and makes the operator forget. */
    private static final class BadNetwork {
        private final Random random;
        private final double loss;
        private double forgetChance;
        private final List<RunnerReport> delayed = new ArrayList<>();
        private Collector collector = fresh();

        BadNetwork(Random random, double loss, double forgetChance) {
            this.random = random;
            this.loss = loss;
            this.forgetChance = forgetChance;
        }

        private static Collector fresh() {
            Collector fresh = collector(new ArrayList<>());
            fresh.open(Reports.plan(RUN, 1));
            return fresh;
        }

        boolean isFinal() {
            return collector.journals(RUN).values().stream().anyMatch(RunnerJournal::isFinal);
        }

        void carry(SimulatedRunner runner, RunnerReport report) {
            if (random.nextDouble() < forgetChance) {
                collector = fresh();
            }
            delayed.add(report);
            int copies = random.nextInt(1, 3);
            for (int copy = 0; copy < copies && !delayed.isEmpty(); copy++) {
                RunnerReport next = delayed.get(random.nextInt(delayed.size()));
                if (random.nextInt(4) > 0) {
                    delayed.remove(next);
                }
                if (random.nextDouble() > loss) {
                    deliver(runner, next);
                }
            }
        }

        private void deliver(SimulatedRunner runner, RunnerReport report) {
            try {
                Answer answer = collector.receive(report);
                if (random.nextDouble() > loss) {
                    runner.hear(answer);
                }
            } catch (Unwanted unwanted) {
                throw new AssertionError(unwanted);
            }
        }
    }

    @Test
    void takesReportsOfOneRunnerFromManyThreadsOnce() throws Exception {
        collector.open(Reports.plan(RUN, 1));
        var random = new Random(3);
        List<Interval> seconds = IntStream.range(0, 40)
                .mapToObj(second -> Reports.second(second, random))
                .toList();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int push = 0; push < 40; push++) {
                RunnerReport report = Reports.report(0, push, State.RUNNING, seconds.subList(0, push + 1), null);
                threads.submit(() -> collector.receive(report)).get();
                threads.submit(() -> collector.receive(report));
            }
        }
        assertThat(collector.journals(RUN).get(0).total())
                .isEqualTo(seconds.stream().reduce(Interval::plus).orElseThrow());
    }

    @Test
    void anErrandIsToldToItsRunnerAlone() throws Unwanted {
        collector.open(Reports.plan(RUN, 2));
        collector.command(RUN, new Answer.Wait(), Map.of(0, new Answer.SetUp()));
        assertThat(collector.receive(Reports.armed(0, 0)).command()).isEqualTo(new Answer.SetUp());
        assertThat(collector.receive(Reports.armed(1, 0)).command()).isEqualTo(new Answer.Wait());
        collector.command(RUN, new Answer.Start(5));
        assertThat(collector.receive(Reports.armed(0, 1)).command()).isEqualTo(new Answer.Start(5));
    }

    @Test
    void variablesAreToldOnlyToThoseWhoStillNeedThem() throws Unwanted {
        var start = new Answer.Start(5, Map.of("token", new SharedValue("secret", false)));
        collector.open(Reports.plan(RUN, 2));
        collector.command(RUN, start);
        assertThat(collector.receive(Reports.armed(0, 0)).command()).isEqualTo(start);
        RunnerReport running =
                new RunnerReport(1, RUN, 0, Reports.armed(0, 0).boot(), 1, State.RUNNING, 0, List.of(), null, null, "");
        assertThat(collector.receive(running).command()).isEqualTo(new Answer.Start(5));
    }
}
