package dev.loadstone.operator.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.loadstone.protocol.RunId;
import dev.loadstone.protocol.RunPlan;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SizingTest {
    private static final String FLOWS = """
            - {name: three, steps: [{http: {path: /1}}, {http: {path: /2}}, {think: {duration: 850ms}}, {http: {path: /3}}]}
            - {name: two, steps: [{http: {path: /1}}, {http: {path: /2}}]}
            - {name: page, steps: [{http: {path: /1, capture: [{as: ids, jsonPath: $, select: All}]}}]}
            - {name: wait, steps: [{think: {duration: 950ms}}, {call: {flow: page}}]}
            """;

    /** An iteration a second: as many requests a second as an iteration has. */
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
                    {call: {flow: three}}                                                            | 3
                    {group: {name: g, flow: three}}                                                  | 3
                    {parallel: {flow: two}}                                                          | 2
                    {if: {condition: 'user.id > 1', then: page, else: three}}                        | 3
                    {branch: [{flow: three, weight: 1}, {flow: two, weight: 1}, {weight: 3}]}        | 1
                    {loop: {flow: two, times: 5}}                                                    | 10
                    {loop: {flow: two, times: '$(fn.randomInt(1,3))'}}                               | 20
                    {loop: {flow: two, forEach: {in: vars.terms, as: term}}}                         | 8
                    {loop: {flow: page, while: 'user.id > 0', maxTimes: 4}}                          | 4
                    {loop: {flow: page, while: 'user.id > 0'}}                                       | 10
                    {loop: {flow: wait, during: 10s}}                                                | 10
                    """)
    void anArrivalMakesWhatItsStepsMake(String step, double requests) {
        assertThat(PeakRate.of(plan(step, "{name: a, duration: 1m, open: {rate: 1}}")))
                .isCloseTo(requests, within(1e-9));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
                    {call: {flow: three}}                | 30
                    {call: {flow: two}}                  | 200
                    {parallel: {flow: two}}              | 400
                    """)
    void aClosedUserWaitsForItsResponsesAndThinks(String step, double rate) {
        assertThat(PeakRate.of(plan(step, "{name: a, duration: 1m, closed: {users: 10, from: 1}}")))
                .isCloseTo(rate, within(1e-9));
    }

    @Test
    void aLogNormalPauseIsLongerInTheMeanThanItsMedian() {
        String think = "{think: {logNormal: {median: 1s, p95: 4s}}}, {http: {path: /}}";
        assertThat(PeakRate.of(plan(think, "{name: a, duration: 1m, closed: {users: 100}}")))
                .as("1.426 s, and 50 ms for the request")
                .isCloseTo(67.7, within(0.1));
    }

    @Test
    void aPaceHoldsUpTheWholeIteration() {
        assertThat(PeakRate.of(plan(
                        "{pace: {every: 2s}}, {call: {flow: three}}", "{name: a, duration: 1m, closed: {users: 10}}")))
                .isCloseTo(15, within(1e-9));
    }

    @Test
    void phasesThatOverlapAddUpWhereTheyDo() {
        String phases = """
                {name: a, duration: 100s, open: {from: 0, rate: 100}},
                {name: b, duration: 10s, startAt: 45s, open: {rate: 30, per: 500ms}},
                {name: c, duration: 10s, open: {rate: 50}}""";
        assertThat(PeakRate.of(plan("{http: {path: /}}", phases))).isCloseTo(55 + 60, within(1e-9));
    }

    @Test
    void aLoadGetsTheRunnersThatBearItAtMostOfACoreEach() {
        PlanResult.Planned planned = sized("{rate: 100000}", 20.0);
        assertThat(planned.plan().runners()).isEqualTo(4);
        assertThat(planned.sizing())
                .isEqualTo("4 runners for some 100,000 requests/s at the peak, at 20 us of CPU each (as the last run"
                        + " took): 2.00 of 4 cores");
    }

    @Test
    void withoutAMeasuredRunItIsAssumedWhatARequestCosts() {
        PlanResult.Planned planned = sized("{rate: 10}", null);
        assertThat(planned.plan().runners()).isEqualTo(1);
        assertThat(planned.sizing())
                .isEqualTo("1 runner for some 10 requests/s at the peak, at 20 us of CPU each (assumed): 0.00 of 1"
                        + " cores");
    }

    @Test
    void moreThanAreAllowedAreNotTakenAndSaid() {
        PlanResult.Planned planned = sized("{rate: 1000000}", 60.0);
        assertThat(planned.plan().runners()).isEqualTo(5);
        assertThat(planned.sizing()).endsWith("60.00 of 5 cores; it would take 100, and auto.max allows 5");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {}                                              | 1
                    {requests: {cpu: 500m}}                         | 0.5
                    {requests: {cpu: 500m}, limits: {cpu: 2}}       | 2
                    {requests: {cpu: 3}, limits: {memory: 1Gi}}     | 3
                    """)
    void theCoresOfARunnerAreItsLimitElseItsRequestElseOne(String resources, double cores) {
        var test = Manifests.with("runners: {resources: " + resources + "}");
        assertThat(Sizing.cores(test.getSpec().runners().resources())).isEqualTo(cores);
    }

    @Test
    void withoutAutoNothingIsSaid() {
        assertThat(planned(Manifests.small("[{http: {path: /}}]", "{name: a, duration: 1s, open: {rate: 1}}"), null)
                        .sizing())
                .isNull();
    }

    private static PlanResult.Planned sized(String open, @Nullable Double cpuMicros) {
        String manifest = Manifests.small("[{http: {path: /}}]", "{name: a, duration: 1m, open: " + open + "}")
                + "runners: {auto: {max: 5}}\n";
        return planned(manifest, cpuMicros);
    }

    private static RunPlan plan(String step, String phases) {
        String manifest = Manifests.small("[" + step + "]", phases)
                + "variables: [{name: terms, values: [a, b, c, d]}]\nflows:\n" + FLOWS.indent(2);
        return planned(manifest, null).plan();
    }

    private static PlanResult.Planned planned(String fields, @Nullable Double cpuMicros) {
        var spec = Manifests.with(fields).getSpec();
        PlanResult result = Planner.plan(spec, "shop", "small", new RunId("3f0f6a52", 7), 4711, cpuMicros);
        assertThat(result).as("%s", fields).isInstanceOf(PlanResult.Planned.class);
        return (PlanResult.Planned) result;
    }
}
