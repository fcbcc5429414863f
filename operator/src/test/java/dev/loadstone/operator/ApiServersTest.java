package dev.loadstone.operator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.loadstone.operator.policy.RefusedRanges.ApiServer;
import java.net.InetAddress;
import org.junit.jupiter.api.Test;

class ApiServersTest {
    @Test
    void theAddressesOfTheDiscoveryAreReadInBothFamilies() throws JsonProcessingException {
        String discovery = """
                {"kind": "APIVersions", "versions": ["v1"], "serverAddressByClientCIDRs": [
                 {"clientCIDR": "0.0.0.0/0", "serverAddress": "198.51.100.1:6443"},
                 {"clientCIDR": "::/0", "serverAddress": "[2001:db8::1]:6443"},
                 {"clientCIDR": "::/0", "serverAddress": "api.example.com:6443"}]}
                """;
        assertThat(ApiServers.told(discovery))
                .containsExactlyInAnyOrder(
                        new ApiServer(InetAddress.ofLiteral("198.51.100.1"), 6443),
                        new ApiServer(InetAddress.ofLiteral("2001:db8::1"), 6443));
        assertThat(ApiServers.told("{}")).isEmpty();
    }
}
