package dev.loadstone.operator.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.api.v1alpha1.LoadTest;
import dev.loadstone.api.v1alpha1.LoadTestPolicy;
import dev.loadstone.operator.plan.PlanResult;
import dev.loadstone.operator.plan.Planner;
import dev.loadstone.operator.plan.Problem;
import dev.loadstone.protocol.RunId;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.net.InetAddress;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InspectionTest {
    private static final String TEST = """
            apiVersion: loadstone.dev/v1alpha1
            kind: LoadTest
            metadata: {name: catalogue, namespace: team-a}
            spec:
              target: {url: "http://shop.example.com:8080"}
              targets: [{name: cart, service: {name: cart, port: 80}}]
              scenarios: [{name: browse, steps: [{http: {path: /}}]}]
              load:
                phases:
                  - {name: steady, duration: 60s, open: {rate: 300, maxUsers: 100}}
                  - {name: besides, duration: 30s, startAt: 10s, closed: {users: 50, from: 80}}
                  - {name: minutely, duration: 30s, startAt: 45s, open: {rate: 6000, per: 1m, maxUsers: 10}}
              runners: {count: 3, image: "registry.example/load/runner:1", serviceAccountName: load}
            """;
    private static final Set<RefusedRanges.ApiServer> API_SERVER =
            Set.of(new RefusedRanges.ApiServer(InetAddress.ofLiteral("10.96.0.1"), 443));

    private static List<Problem> problems(String test, LoadTestPolicy... policies) {
        return switch (inspect(test, policies)) {
            case PlanResult.Planned planned -> List.of();
            case PlanResult.Refused refused -> refused.problems();
        };
    }

    private static PlanResult inspect(String test, LoadTestPolicy... policies) {
        LoadTest read = Serialization.unmarshal(test, LoadTest.class);
        PlanResult result = Planner.plan(read.getSpec(), "team-a", "catalogue", new RunId("uid", 1), 1);
        assertThat(result).as("%s", result).isInstanceOf(PlanResult.Planned.class);
        return Inspection.of(
                read.getSpec(),
                (PlanResult.Planned) result,
                new Bounds(List.of(policies), RefusedRanges.of(API_SERVER, Set.of())));
    }

    /** Each at its edge: just enough, and one too few. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "maxRate: 400 | maxRate: 399 | spec.load.phases[0].open.rate | 400 arrivals/s in 2 phases",
                "maxUsers: 180 | maxUsers: 179 | spec.load.phases[0].open.maxUsers | 180 users in 2 phases",
                "maxRunners: 3 | maxRunners: 2 | spec.runners.count | 3 runners; LoadTestPolicy tenants allows 2",
                "maxDuration: 75s | maxDuration: 74s | spec.load.phases | 75 s; LoadTestPolicy tenants allows 74s (maxDuration)",
                "images: [registry.example/load] | images: [registry.example/lo] | spec.runners.image | load/runner:1",
                "serviceAccounts: [load] | serviceAccounts: [default] | spec.runners.serviceAccountName | load is not among",
                "targets: {hosts: ['*.example.com', cart.team-a.svc]} | targets: {hosts: ['*.svc']} | spec.target.url | shop.example",
                "targets: {hosts: [SHOP.example.com, '*.svc']} | targets: {hosts: [shop.example.com]} | spec.targets[0].service | cart.",
                "freeze: false | freeze: true | metadata.namespace | tenants has frozen team-a"
            })
    void aLimitIsHeldAndNamesItsField(String enough, String tooLittle, String path, String words) {
        assertThat(problems(TEST, PolicyManifests.policy("tenants", enough))).isEmpty();
        assertThat(problems(TEST, PolicyManifests.policy("tenants", tooLittle)))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.path()).isEqualTo(path);
                    assertThat(problem.message()).contains(words);
                });
    }

    @Test
    void whereSeveralBindTheStrictestOfEachHolds() {
        LoadTestPolicy rates = PolicyManifests.policy("rates", "maxRate: 100, maxRunners: 10");
        LoadTestPolicy runners = PolicyManifests.policy("runners", "maxRate: 1000, maxRunners: 1");
        assertThat(problems(TEST, rates, runners))
                .extracting(Problem::message)
                .satisfiesExactly(
                        rate -> assertThat(rate).contains("LoadTestPolicy rates allows 100"),
                        count -> assertThat(count).contains("LoadTestPolicy runners allows 1"));
    }

    @Test
    void withoutAnyPolicyOnlyTheDefaultsHold() {
        assertThat(problems(TEST)).isEmpty();
        assertThat(problems(TEST.replace("shop.example.com:8080", "169.254.169.254/latest")))
                .singleElement()
                .hasToString("spec.target.url: 169.254.169.254 is link-local; Loadstone does not send load there");
        assertThat(problems(TEST.replace("http://shop.example.com:8080", "https://10.96.0.1")))
                .singleElement()
                .hasToString(
                        "spec.target.url: 10.96.0.1 is the cluster's API server; Loadstone does not send load there");
        assertThat(problems(TEST.replace("shop.example.com:8080", "10.96.0.1:8080")))
                .isEmpty();
        assertThat(problems(TEST.replace("shop.example.com:8080", "[::ffff:a9fe:a9fe]")))
                .hasSize(1);
        assertThat(problems(TEST.replace("shop.example.com:8080", "127.0.0.1:8080")))
                .hasSize(1);
    }

    @Test
    void theRulesOfAddressesGoWithThePlan() {
        LoadTestPolicy policy = PolicyManifests.policy(
                "tenants", "targets: {cidrs: {allowed: [10.0.0.0/8, 169.254.20.0/24], denied: [10.3.0.0/16]}}");
        var planned = (PlanResult.Planned) inspect(TEST, policy);
        var rules = planned.plan().addresses();
        assertThat(rules.refusal(InetAddress.ofLiteral("10.1.1.1"), 80)).isEmpty();
        assertThat(rules.refusal(InetAddress.ofLiteral("169.254.20.1"), 80)).isEmpty();
        for (String refused : List.of("10.3.1.1", "93.184.216.34", "169.254.169.254", "127.0.0.1", "100.100.100.200")) {
            assertThat(rules.refusal(InetAddress.ofLiteral(refused), 80))
                    .as(refused)
                    .isPresent();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://2852039166/", "http://169.254.43518", "http://0xa9fea9fe", "http://[1:2]"})
    void anAddressIsWrittenInOneWayOnly(String url) {
        LoadTest test = Serialization.unmarshal(TEST.replace("http://shop.example.com:8080", url), LoadTest.class);
        assertThat(Planner.plan(test.getSpec(), "team-a", "catalogue", new RunId("uid", 1), 1))
                .isInstanceOfSatisfying(PlanResult.Refused.class, refused -> assertThat(refused.problems())
                        .singleElement()
                        .satisfies(problem -> assertThat(problem.path()).isEqualTo("spec.target.url")));
    }

    @Test
    void aPolicyThatCantBeReadLetsNothingStart() {
        assertThat(problems(TEST, PolicyManifests.policy("long", "maxDuration: 99999999999999h")))
                .singleElement()
                .satisfies(problem ->
                        assertThat(problem.message()).contains("long").contains("99999999999999h"));
        assertThat(problems(TEST, PolicyManifests.policy("odd", "targets: {cidrs: {denied: [10.0.0.0/99]}}")))
                .singleElement()
                .satisfies(
                        problem -> assertThat(problem.message()).contains("odd").contains("10.0.0.0/99"));
    }
}
