package dev.loadstone.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
        assertThat(config.reportUrl()).isEqualTo("https://loadstone.loadstone-system.svc:8443");
        assertThat(config.maxConcurrentRuns()).isEqualTo(50);
        assertThat(config.runnerPullPolicy()).isEqualTo("IfNotPresent");
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
        "LEADER_ELECTION,yes",
        "LOADSTONE_MAX_CONCURRENT_RUNS,-1",
        "LOADSTONE_MAX_CONCURRENT_RUNS,many",
        "LOADSTONE_RUNNER_PULL_POLICY,Sometimes"
    })
    void namesTheVariableThatIsWrong(String name, String value) {
        var environment = new HashMap<>(LEAST);
        environment.put(name, value);
        assertThatThrownBy(() -> OperatorConfig.parse(environment))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(name);
    }
}
