package dev.loadstone.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.networking.v1.IPBlock;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ChartNetworkTest {
    private static final String ON = "networkPolicy.runners.enabled=true,networkPolicy.runners.namespaces={team-a}";

    private static Helm helm;

    @BeforeAll
    static void findHelm() {
        helm = Helm.onPath();
    }

    @Test
    void aPolicyForNobodyIsRefused() {
        Programs.Answer answer = helm.tryTemplate("--set", "networkPolicy.runners.enabled=true");
        assertThat(answer.exitCode()).isNotZero();
        assertThat(answer.errors()).contains("networkPolicy.runners.namespaces");
    }

    @Test
    void whatTheInstallationDeniesIsLeftOutOfItsFamilysRange() {
        assertThat(blocks("deniedCidrs={10.3.0.0/24,fd00:3::/64},networkPolicy.runners.except={198.18.0.1/32}"))
                .satisfiesExactly(
                        four -> {
                            assertThat(four.getCidr()).isEqualTo("0.0.0.0/0");
                            assertThat(four.getExcept())
                                    .contains("169.254.0.0/16", "224.0.0.0/4", "10.3.0.0/24", "198.18.0.1/32")
                                    .allMatch(range -> !range.contains(":"));
                        },
                        six -> {
                            assertThat(six.getCidr()).isEqualTo("::/0");
                            assertThat(six.getExcept())
                                    .contains("fe80::/10", "fd00:3::/64")
                                    .allMatch(range -> range.contains(":"));
                        });
    }

    /** The API server refuses an exception that is all of its range, and takes no peer at all for every peer. */
    @Test
    void aFamilyThatIsDeniedAltogetherHasNoRange() {
        assertThat(blocks("deniedCidrs={0.0.0.0/0}")).singleElement().extracting(IPBlock::getCidr).isEqualTo("::/0");
        String all = "deniedCidrs={0.0.0.0/0,::/0}";
        assertThat(egress(all)).hasSize(3);
        assertThat(egress(all, "--set-json", "networkPolicy.runners.pods=[]"))
                .as("names and reports alone")
                .hasSize(2)
                .allSatisfy(rule -> assertThat(rule.getPorts()).isNotEmpty());
    }

    private static List<IPBlock> blocks(String values) {
        return egress(values).getLast().getTo().stream()
                .map(NetworkPolicyPeer::getIpBlock)
                .filter(Objects::nonNull)
                .toList();
    }

    private static List<NetworkPolicyEgressRule> egress(String values, String... more) {
        String[] arguments = Stream.concat(Stream.of("--set", ON + "," + values), Stream.of(more)).toArray(String[]::new);
        return helm.template(arguments).all(NetworkPolicy.class).getFirst().getSpec().getEgress();
    }

    @Test
    void runningTestsAreToldOfWhereSomebodyReads() {
        assertThat(tells("smokeTest.enabled=true")).isEqualTo("false");
        assertThat(tells("serviceMonitor.enabled=true")).isEqualTo("true");
        assertThat(tells("otlp.endpoint=http://collector:4318/v1/metrics")).isEqualTo("true");
        assertThat(tells("metrics.service.annotations.scrape=yes")).isEqualTo("true");
        assertThat(tells("serviceMonitor.enabled=true,metrics.tests=false")).isEqualTo("false");
        assertThat(tells("metrics.tests=true")).isEqualTo("true");
    }

    private static String tells(String values) {
        return helm.template("--set", values).variable("LOADSTONE_TEST_METRICS");
    }
}
