package dev.loadstone.operator.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BoundsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | true",
                "{matchLabels: {tier: tenant}} | true",
                "{matchLabels: {tier: platform}} | false",
                "{matchLabels: {tier: tenant, other: x}} | false",
                "{matchExpressions: [{key: tier, operator: In, values: [a, tenant]}]} | true",
                "{matchExpressions: [{key: tier, operator: NotIn, values: [a, tenant]}]} | false",
                "{matchExpressions: [{key: none, operator: NotIn, values: [a]}]} | true",
                "{matchExpressions: [{key: none, operator: In, values: [a]}]} | false",
                "{matchExpressions: [{key: tier, operator: Exists}]} | true",
                "{matchExpressions: [{key: none, operator: Exists}]} | false",
                "{matchExpressions: [{key: none, operator: DoesNotExist}]} | true",
                "{matchLabels: {tier: tenant}, matchExpressions: [{key: tier, operator: DoesNotExist}]} | false"
            })
    void aPolicyBindsTheNamespacesThatItSelects(String selector, boolean binds) {
        var policy = PolicyManifests.policy("one", "namespaceSelector: " + selector);
        Bounds bounds = Bounds.of(Stream.of(policy), Map.of("tier", "tenant"), List.of());
        assertThat(bounds.names()).isEqualTo(binds ? List.of("one") : List.of());
    }

    @Test
    void theFewestRunsAtOnceCount() {
        var bounds = new Bounds(
                List.of(
                        PolicyManifests.policy("wide", "maxConcurrentRuns: 9"),
                        PolicyManifests.policy("narrow", "maxConcurrentRuns: 2"),
                        PolicyManifests.policy("silent", "maxRate: 1")),
                List.of());
        assertThat(bounds.maxConcurrentRuns()).contains(new Limit(2, "narrow"));
        assertThat(Bounds.NONE.maxConcurrentRuns()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "registry.example/load, registry.example/load, true",
        "registry.example/load, registry.example/load/runner:1, true",
        "registry.example/load, registry.example/load:1, true",
        "registry.example/load, registry.example/load@sha256:abc, true",
        "registry.example/load, registry.example/load-evil/runner, false",
        "registry.example/, registry.example/x, true",
        "registry.example, registry.example.evil/x, false",
        "registry.example, registry.example:5000/evil, false",
        "registry.example:5000, registry.example:5000/load:1@sha256:abc, true",
        "registry.example/load, registry.example/load:1@sha256:abc, true",
        "registry.example/load, evil/registry.example/load, false"
    })
    void anImageGoesOnWhereItsNameHasAJoint(String prefix, String image, boolean matches) {
        assertThat(new ImagePrefix(prefix).matches(image)).isEqualTo(matches);
    }

    @ParameterizedTest
    @CsvSource({
        "*.example.com, shop.example.com, true",
        "*.example.com, a.b.EXAMPLE.com., true",
        "*.example.com, example.com, false",
        "*.example.com, evilexample.com, false",
        "*.example.com, shop.example.com.evil.net, false",
        "shop.example.com, shop.example.com, true",
        "shop.example.com, a.shop.example.com, false"
    })
    void aSuffixIsOfWholeLabels(String pattern, String host, boolean matches) {
        assertThat(new HostPattern(pattern).matches(host)).isEqualTo(matches);
    }
}
