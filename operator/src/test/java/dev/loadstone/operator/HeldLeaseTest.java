package dev.loadstone.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaderElectionRecord;
import java.io.IOException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HeldLeaseTest {
    private static final ZonedDateTime NOON = ZonedDateTime.of(2026, 3, 1, 12, 0, 0, 0, ZoneOffset.UTC);

    private final AtomicInteger looks = new AtomicInteger();
    private final HeldLease lease = new HeldLease("system", "loadstone", "me", looks::incrementAndGet);
    private final LeaseServer server = new LeaseServer();
    private final KubernetesClient client = server.client();

    HeldLeaseTest() throws IOException {}

    private static LeaderElectionRecord held(String holder, int second) {
        return new LeaderElectionRecord(holder, Duration.ofSeconds(15), NOON, NOON.plusSeconds(second), 0);
    }

    @BeforeEach
    void takeIt() {
        assertThat(lease.get(client)).isNull();
        lease.create(client, held("me", 0));
        server.takeCalls();
    }

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    @Test
    void itsHolderRenewsItWithoutReadingIt() {
        for (int second = 2; second <= 6; second += 2) {
            assertThat(lease.get(client)).isEqualTo(held("me", second - 2));
            lease.update(client, held("me", second));
        }
        assertThat(server.takeCalls()).containsExactly("PATCH", "PATCH", "PATCH");
        assertThat(looks).as("it says that it is looked at even so").hasValue(4);
    }

    @Test
    void whoTookItIsSeenAtTheNextLook() {
        server.heldBy("another");
        assertThatExceptionOfType(KubernetesClientException.class)
                .isThrownBy(() -> lease.update(client, held("me", 2)))
                .satisfies(e -> assertThat(e.getCode()).isEqualTo(409));
        assertThat(lease.get(client).getHolderIdentity()).isEqualTo("another");
        assertThat(lease.get(client).getHolderIdentity()).isEqualTo("another");
        assertThat(server.takeCalls())
                .as("what another holds is read each time")
                .containsExactly("PATCH", "GET", "GET");
    }

    @Test
    void anAnswerThatDidNotComeIsAskedFor() {
        server.failing = 1;
        assertThatExceptionOfType(KubernetesClientException.class)
                .isThrownBy(() -> lease.update(client, held("me", 2)));
        assertThat(lease.get(client)).isEqualTo(held("me", 0));
        lease.update(client, held("me", 4));
        assertThat(server.takeCalls()).containsExactly("PATCH", "GET", "PATCH");
    }

    @Test
    void aLeaseThatWasDeletedIsMadeAgain() {
        server.delete();
        assertThatExceptionOfType(KubernetesClientException.class)
                .isThrownBy(() -> lease.update(client, held("me", 2)));
        assertThat(lease.get(client)).isNull();
        lease.create(client, held("me", 4));
        assertThat(lease.get(client)).isEqualTo(held("me", 4));
    }
}
