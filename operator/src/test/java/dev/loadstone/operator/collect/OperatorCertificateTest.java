package dev.loadstone.operator.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.time.Duration;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OperatorCertificateTest {
    private static final List<String> NAMES = List.of("loadstone.loadstone-system.svc", "127.0.0.1");

    private final TestClock clock = new TestClock();
    private final MemoryStore store = new MemoryStore();
    private final OperatorCertificate certificate = certificate(NAMES);

    private OperatorCertificate certificate(List<String> names) {
        return new OperatorCertificate(store, names, clock, new SecureRandom());
    }

    private CertificateMaterial stored() throws GeneralSecurityException {
        return CertificateMaterial.parse(store.read().pem());
    }

    @Test
    void fillsAnEmptyStoreWithWhatTheJdkTrusts() throws Exception {
        certificate.refresh();
        CertificateMaterial material = stored();
        var path = CertificateFactory.getInstance("X.509").generateCertPath(material.chain());
        var trust = new PKIXParameters(Set.of(new TrustAnchor(material.authority(), null)));
        trust.setRevocationEnabled(false);
        trust.setDate(Date.from(clock.instant()));
        CertPathValidator.getInstance("PKIX").validate(path, trust);
        assertThat(material.leaf().getSubjectAlternativeNames())
                .extracting(name -> name.get(1).toString())
                .containsExactlyElementsOf(NAMES);
        assertThat(material.leaf().getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
        assertThat(material.leaf().getBasicConstraints()).as("is no authority").isEqualTo(-1);
        assertThat(certificate.caPem()).isEqualTo(store.read().pem().get("ca.crt"));
    }

    @Test
    void leavesAloneWhatIsGood() throws Exception {
        certificate.refresh();
        clock.advance(Duration.ofDays(240));
        certificate.refresh();
        certificate(NAMES).refresh();
        assertThat(store.writes).isEqualTo(1);
    }

    @Test
    void renewsTheLeafWhenAThirdOfItsLifeIsLeft() throws Exception {
        certificate.refresh();
        CertificateMaterial before = stored();
        clock.advance(Duration.ofDays(244));
        certificate.refresh();
        assertThat(stored().leaf()).isNotEqualTo(before.leaf());
        assertThat(stored().authority()).isEqualTo(before.authority());
        assertThat(stored().leaf().getNotAfter().toInstant())
                .isEqualTo(clock.instant().plus(Duration.ofDays(365)));
    }

    @Test
    void replacesTheAuthorityBeforeItsEnd() throws Exception {
        certificate.refresh();
        CertificateMaterial before = stored();
        clock.advance(Duration.ofDays(3650 - 700));
        certificate.refresh();
        assertThat(stored().authority()).isNotEqualTo(before.authority());
    }

    @Test
    void makesAnotherLeafForOtherNames() throws Exception {
        certificate.refresh();
        CertificateMaterial before = stored();
        certificate(List.of("elsewhere.svc")).refresh();
        assertThat(stored().authority()).isEqualTo(before.authority());
        assertThat(stored().leaf().getSubjectAlternativeNames()).hasSize(1);
    }

    @Test
    void takesWhatAnotherReplicaWroteFirst() throws Exception {
        var other = new MemoryStore();
        new OperatorCertificate(other, NAMES, clock, new SecureRandom()).refresh();
        store.intruder = other.read().pem();
        certificate.refresh();
        assertThat(store.read().pem()).isEqualTo(other.read().pem());
        assertThat(certificate.caPem()).isEqualTo(other.read().pem().get("ca.crt"));
    }

    @Test
    void makesAgainWhatOfItsOwnIsDamaged() throws Exception {
        for (String key : List.of("tls.crt", "tls.key", "ca.crt", "ca.key")) {
            certificate.refresh();
            var damaged = new HashMap<>(store.read().pem());
            damaged.put(key, "no PEM");
            store.write(damaged);
            certificate.refresh();
            assertThat(stored().leaf()).as("after damage of %s", key).isNotNull();
        }
    }

    @Test
    void readsButNeverWritesSomeoneElsesCertificate() throws Exception {
        certificate.refresh();
        var foreign = new HashMap<>(store.read().pem());
        foreign.remove("ca.key");
        store.write(foreign);
        clock.advance(Duration.ofDays(300));
        int writes = store.writes;
        certificate(List.of("elsewhere.svc")).refresh();
        assertThat(store.writes).isEqualTo(writes);
        foreign.put("tls.key", "-----BEGIN EC PRIVATE KEY-----");
        store.write(foreign);
        assertThatThrownBy(() -> certificate(NAMES).refresh())
                .isInstanceOf(GeneralSecurityException.class)
                .hasMessageContaining("PKCS#8");
    }

    @Test
    void refusesAKeyOfAnotherCertificate() throws Exception {
        certificate.refresh();
        Map<String, String> first = store.read().pem();
        store.write(Map.of());
        certificate.refresh();
        var mixed = new HashMap<>(store.read().pem());
        mixed.put("tls.key", first.get("tls.key"));
        assertThatThrownBy(() -> CertificateMaterial.parse(mixed)).hasMessageContaining("tls.key");
    }
}
