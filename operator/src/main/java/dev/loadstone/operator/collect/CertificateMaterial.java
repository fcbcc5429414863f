package dev.loadstone.operator.collect;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A certificate that belongs to its key and is signed by its authority.
 *
 * @param authority what runners trust
 * @param authorityKey null where someone else makes the certificates
 * @param chain the served certificate, then those between it and the authority
 */
public record CertificateMaterial(
        X509Certificate authority, @Nullable PrivateKey authorityKey, List<X509Certificate> chain, PrivateKey key) {

    static final String CERTIFICATE = "tls.crt";
    static final String KEY = "tls.key";
    static final String AUTHORITY = "ca.crt";
    static final String AUTHORITY_KEY = "ca.key";

    public CertificateMaterial {
        chain = List.copyOf(chain);
    }

    /** The served certificate. */
    public X509Certificate leaf() {
        return chain.getFirst();
    }

    /** As the keys of a Secret of type TLS, and {@code ca.key}. */
    public Map<String, String> toPem() throws GeneralSecurityException {
        var pem = new LinkedHashMap<String, String>();
        pem.put(CERTIFICATE, Pem.certificates(chain));
        pem.put(KEY, Pem.key(key));
        pem.put(AUTHORITY, Pem.certificates(List.of(authority)));
        if (authorityKey != null) {
            pem.put(AUTHORITY_KEY, Pem.key(authorityKey));
        }
        return pem;
    }

    /** @throws GeneralSecurityException where something is missing, can't be read or does not belong together */
    public static CertificateMaterial parse(Map<String, String> pem) throws GeneralSecurityException {
        List<X509Certificate> chain = Pem.readCertificates(text(pem, CERTIFICATE));
        List<X509Certificate> authorities = Pem.readCertificates(text(pem, AUTHORITY));
        if (chain.isEmpty() || authorities.isEmpty()) {
            throw new GeneralSecurityException("there is no certificate");
        }
        X509Certificate authority = authorities.getFirst();
        PrivateKey key = readKey(pem, KEY, chain.getFirst().getPublicKey());
        PrivateKey authorityKey =
                pem.containsKey(AUTHORITY_KEY) ? readKey(pem, AUTHORITY_KEY, authority.getPublicKey()) : null;
        chain.getLast().verify(authority.getPublicKey());
        return new CertificateMaterial(authority, authorityKey, chain, key);
    }

    private static PrivateKey readKey(Map<String, String> pem, String name, PublicKey counterpart)
            throws GeneralSecurityException {
        PrivateKey key = Pem.readKey(text(pem, name), counterpart.getAlgorithm());
        var signature = Signature.getInstance("SHA256with" + (key.getAlgorithm().equals("EC") ? "ECDSA" : "RSA"));
        signature.initSign(key);
        signature.update(counterpart.getEncoded());
        byte[] signed = signature.sign();
        signature.initVerify(counterpart);
        signature.update(counterpart.getEncoded());
        if (!signature.verify(signed)) {
            throw new GeneralSecurityException(name + " is not the key of its certificate");
        }
        return key;
    }

    private static String text(Map<String, String> pem, String name) throws GeneralSecurityException {
        String text = pem.get(name);
        if (text == null) {
            throw new GeneralSecurityException(name + " is missing");
        }
        return text;
    }
}
