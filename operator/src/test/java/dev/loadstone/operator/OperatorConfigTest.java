package dev.loadstone.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loadstone.protocol.Cidr;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OperatorConfigTest {
    private static final Map<String, String> LEAST = Map.of(
            "OPERATOR_NAMESPACE", "loadstone-system", "LOADSTONE_RUNNER_IMAGE", "runner:1", "POD_NAME", "loadstone-0");

    @Test
    void hasDefaultsForMostThings() {
        OperatorConfig config = OperatorConfig.parse(LEAST);
        assertThat(config.watchNamespaces()).isEmpty();
        assertThat(config.leaderElection()).isTrue();
        assertThat(config.lease()).isEqualTo("loadstone");
        assertThat(config.reportUrl()).isEqualTo("https://loadstone.loadstone-system.svc:8443");
        assertThat(config.maxConcurrentRuns()).isEqualTo(50);
        assertThat(config.runnerPullPolicy()).isEqualTo("IfNotPresent");
        assertThat(config.runnerLinger()).isEqualTo(Duration.ofMinutes(10));
        assertThat(config.place()).isNull();
    }

    @Test
    void tellsRunnersTheFirstOfItsNames() {
        var environment = new HashMap<>(LEAST);
        environment.put("LOADSTONE_SERVICE", "leader.a.svc, loadstone.a.svc");
        OperatorConfig config = OperatorConfig.parse(environment);
        assertThat(config.reportUrl()).isEqualTo("https://leader.a.svc:8443");
        assertThat(config.services()).containsExactly("leader.a.svc", "loadstone.a.svc");
    }

    @Test
    void namesTheSecretsOfAllRunnersInTheirOrder() {
        var environment = new HashMap<>(LEAST);
        assertThat(OperatorConfig.parse(environment).runnerPullSecrets()).isEmpty();
        environment.put("LOADSTONE_RUNNER_PULL_SECRETS", "registry, mirror");
        assertThat(OperatorConfig.parse(environment).runnerPullSecrets()).containsExactly("registry", "mirror");
    }

    @Test
    void holdsALeaseOfItsOwnReleaseWhereOneIsNamed() {
        var environment = new HashMap<>(LEAST);
        environment.put("LOADSTONE_LEASE", "load");
        assertThat(OperatorConfig.parse(environment).lease()).isEqualTo("load");
    }

    @Test
    void knowsItsPlaceWhereAServiceLeadsToTheLeader() {
        var environment = new HashMap<>(LEAST);
        environment.put("LOADSTONE_LEADER_SERVICE", "leader");
        assertThatThrownBy(() -> OperatorConfig.parse(environment)).hasMessageStartingWith("POD_IP");
        environment.putAll(Map.of("POD_IP", "10.0.0.7", "POD_UID", "u"));
        assertThat(OperatorConfig.parse(environment).place())
                .isEqualTo(new OperatorConfig.Place("leader", "10.0.0.7", "u"));
    }

    @Test
    void readsWhereNoLoadGoes() {
        var environment = new HashMap<>(LEAST);
        environment.put("LOADSTONE_DENIED_CIDRS", "10.3.0.0/24, fd00::/8");
        environment.put("KUBERNETES_SERVICE_HOST", "10.96.0.1");
        environment.put("KUBERNETES_SERVICE_PORT", "443");
        SafetyConfig safety = OperatorConfig.parse(environment).safety();
        assertThat(safety.policies()).isFalse();
        assertThat(safety.deniedCidrs()).containsExactlyInAnyOrder(Cidr.parse("10.3.0.0/24"), Cidr.parse("fd00::/8"));
        assertThat(safety.apiServer()).singleElement().satisfies(each -> assertThat(each.port())
                .isEqualTo(443));
    }

    @Test
    void readsAListOfNamespaces() {
        var environment = new HashMap<>(LEAST);
        environment.put("WATCH_NAMESPACES", " shop, bank ,");
        assertThat(OperatorConfig.parse(environment).watchNamespaces()).containsExactlyInAnyOrder("shop", "bank");
    }

    @ParameterizedTest
    @CsvSource({
        "OPERATOR_NAMESPACE,''",
        "POD_NAME,' '",
        "LOADSTONE_RUNNER_IMAGE,''",
        "LOADSTONE_REPORT_PORT,0",
        "LOADSTONE_HEALTH_PORT,65536",
        "LOADSTONE_REPORT_PORT,https",
        "LOADSTONE_RUNNER_LINGER,0s",
        "LOADSTONE_RUNNER_LINGER,soon",
        "LEADER_ELECTION,yes",
        "LOADSTONE_MAX_CONCURRENT_RUNS,-1",
        "LOADSTONE_MAX_CONCURRENT_RUNS,many",
        "LOADSTONE_RUNNER_PULL_POLICY,Sometimes",
        "LOADSTONE_POLICIES,maybe",
        "LOADSTONE_DENIED_CIDRS,'10.0.0.0/8,everything'"
    })
    void namesTheVariableThatIsWrong(String name, String value) {
        var environment = new HashMap<>(LEAST);
        environment.put(name, value);
        assertThatThrownBy(() -> OperatorConfig.parse(environment))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(name);
    }
}
