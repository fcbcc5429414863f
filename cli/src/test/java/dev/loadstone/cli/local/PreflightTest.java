package dev.loadstone.cli.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.protocol.Target;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PreflightTest {
    private static Target target(String host, int port) {
        return new Target("http", host, port, "", 2000, 2000);
    }

    @Test
    void aNameThatNobodyHas() {
        assertThat(Preflight.complaint(target("nobody.invalid", 80), "--target URL"))
                .contains("can't reach http://nobody.invalid: nothing here is named nobody.invalid;"
                        + " give another address with --target URL");
    }

    @Test
    void aPortWhereNobodyListensAndOneWhereSomebodyDoes() throws IOException {
        Target target;
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            target = target("127.0.0.1", server.getLocalPort());
            assertThat(Preflight.complaint(target, "--target a=URL")).isEmpty();
        }
        assertThat(Preflight.complaint(target, "--target a=URL"))
                .contains("can't reach http://" + target.authority()
                        + ": Connection refused; is it running? (--target a=URL goes elsewhere)");
    }
}
