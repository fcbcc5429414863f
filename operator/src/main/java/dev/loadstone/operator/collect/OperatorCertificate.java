package dev.loadstone.operator.collect;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * The operator's identity towards runners: an authority and a certificate of its own making, shared by all replicas, made when
 * missing and renewed when a third of its life is left. Where the store has a certificate without {@code ca.key}, someone else
 * makes it, and it is only read. The authority itself is replaced when less than two leaves' lives are left of its ten years;
 * runners that trust the old one lose contact at that moment.
 */
public final class OperatorCertificate {
    static final Duration AUTHORITY_LIFE = Duration.ofDays(3650);
    static final Duration LEAF_LIFE = Duration.ofDays(365);

    private static final int TRIES = 5;

    private final CertificateStore store;
    private final List<String> names;
    private final Clock clock;
    private final SecureRandom random;
    private final ServedKey served = new ServedKey();
    private volatile @Nullable CertificateMaterial current;

    /** @param names DNS names or addresses by which runners reach the operator */
    public OperatorCertificate(CertificateStore store, List<String> names, Clock clock, SecureRandom random) {
        this.store = store;
        this.names = List.copyOf(names);
        this.clock = clock;
        this.random = random;
    }

    /** Takes what the store has, and makes or renews it where that is due; whichever replica writes first decides for all. */
    public void refresh() throws GeneralSecurityException {
        for (int tries = 0; tries < TRIES; tries++) {
            CertificateStore.Stored stored = store.read();
            CertificateMaterial known = read(stored.pem());
            CertificateMaterial wanted = renewed(known, clock.instant(), names, random);
            if (wanted.equals(known) || store.replace(stored, wanted.toPem())) {
                current = wanted;
                served.serve(wanted);
                return;
            }
        }
        throw new GeneralSecurityException("others keep on changing the stored certificate");
    }

    /**
     * What is to be served at this instant: the known, or a newer one. The issuer is loaded only where one is made: its library
     * takes 10 MB, for years in vain.
     */
    static CertificateMaterial renewed(
            @Nullable CertificateMaterial known, Instant now, List<String> names, SecureRandom random)
            throws GeneralSecurityException {
        if (known == null) {
            return new CertificateIssuer(random).start(now, names);
        }
        PrivateKey authorityKey = known.authorityKey();
        if (authorityKey == null) {
            return known;
        }
        if (left(known.authority(), now).compareTo(LEAF_LIFE.multipliedBy(2)) < 0) {
            return new CertificateIssuer(random).start(now, names);
        }
        boolean due = left(known.leaf(), now).compareTo(LEAF_LIFE.dividedBy(3)) < 0;
        return due || !names(known.leaf()).equals(Set.copyOf(names))
                ? new CertificateIssuer(random).issue(known.authority(), authorityKey, now, names)
                : known;
    }

    private static Duration left(X509Certificate certificate, Instant now) {
        return Duration.between(now, certificate.getNotAfter().toInstant());
    }

    private static Set<String> names(X509Certificate certificate) throws GeneralSecurityException {
        Collection<List<?>> names = certificate.getSubjectAlternativeNames();
        return names == null
                ? Set.of()
                : names.stream().map(name -> name.get(1).toString()).collect(Collectors.toSet());
    }

    /** What of ours is damaged is made again; what is someone else's is not touched. */
    private static @Nullable CertificateMaterial read(Map<String, String> pem) throws GeneralSecurityException {
        if (pem.isEmpty()) {
            return null;
        }
        try {
            return CertificateMaterial.parse(pem);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            if (pem.containsKey(CertificateMaterial.AUTHORITY_KEY)) {
                return null;
            }
            throw new GeneralSecurityException("the stored certificate can't be used: " + e.getMessage(), e);
        }
    }

    /** Serves the certificate of the moment, also after later refreshes. */
    public SSLContext sslContext() throws GeneralSecurityException {
        var context = SSLContext.getInstance("TLS");
        context.init(new KeyManager[] {served}, null, null);
        return context;
    }

    /** What runners are to trust. */
    public String caPem() {
        CertificateMaterial material = current;
        if (material == null) {
            throw new IllegalStateException("the certificate was not read yet");
        }
        try {
            return Pem.certificates(List.of(material.authority()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
