package dev.loadstone.operator.collect;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/** Gives each new TLS connection the certificate of the moment, so that a renewal needs no restart. */
final class ServedKey extends X509ExtendedKeyManager {
    /** By serial number the newest, and the one before for handshakes that are under way. */
    private final AtomicReference<Map<String, CertificateMaterial>> served = new AtomicReference<>(Map.of());

    private volatile @Nullable String newest;

    void serve(CertificateMaterial material) {
        String alias = material.leaf().getSerialNumber().toString();
        CertificateMaterial before = newest == null ? null : served.get().get(newest);
        served.set(
                before == null || alias.equals(newest)
                        ? Map.of(alias, material)
                        : Map.of(alias, material, newest, before));
        newest = alias;
    }

    @Override
    public @Nullable String chooseEngineServerAlias(String keyType, Principal[] issuers, SSLEngine engine) {
        return chooseServerAlias(keyType, issuers, null);
    }

    @Override
    public @Nullable String chooseServerAlias(String keyType, Principal[] issuers, @Nullable Socket socket) {
        String alias = newest;
        CertificateMaterial material = alias == null ? null : served.get().get(alias);
        return material != null && material.key().getAlgorithm().equals(keyType) ? alias : null;
    }

    @Override
    public X509Certificate @Nullable [] getCertificateChain(String alias) {
        CertificateMaterial material = served.get().get(alias);
        return material == null ? null : material.chain().toArray(X509Certificate[]::new);
    }

    @Override
    public @Nullable PrivateKey getPrivateKey(String alias) {
        CertificateMaterial material = served.get().get(alias);
        return material == null ? null : material.key();
    }

    @Override
    public String[] getServerAliases(String keyType, Principal[] issuers) {
        return served.get().keySet().toArray(String[]::new);
    }

    @Override
    public String[] getClientAliases(String keyType, Principal[] issuers) {
        return new String[0];
    }

    @Override
    public @Nullable String chooseClientAlias(String[] keyType, Principal[] issuers, @Nullable Socket socket) {
        return null;
    }
}
