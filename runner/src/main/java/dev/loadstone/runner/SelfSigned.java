package dev.loadstone.runner;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;

/** A key and a certificate that says nothing of anybody: for a server on loopback that is not to be trusted, but to speak TLS. */
record SelfSigned(PrivateKey key, X509Certificate certificate) {
    private static final int SEQUENCE = 0x30;
    private static final int SET = 0x31;
    private static final byte[] SERIAL = {2, 1, 1};
    /** The algorithm ECDSA with SHA-256. */
    private static final byte[] ECDSA = {0x30, 10, 6, 8, 0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 4, 3, 2};
    /** The attribute "common name", and what it is. */
    private static final byte[] NAME = {6, 3, 0x55, 4, 3, 12, 9, 'l', 'o', 'a', 'd', 's', 't', 'o', 'n', 'e'};

    private static final String FROM = "20260101000000Z";
    private static final String TO = "21260101000000Z";

    static SelfSigned make() throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair keys = generator.generateKeyPair();
        byte[] name = tagged(SEQUENCE, tagged(SET, tagged(SEQUENCE, NAME)));
        byte[] validity = tagged(SEQUENCE, time(FROM), time(TO));
        byte[] content = tagged(
                SEQUENCE, SERIAL, ECDSA, name, validity, name, keys.getPublic().getEncoded());
        var signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(keys.getPrivate());
        signature.update(content);
        byte[] certificate = tagged(SEQUENCE, content, ECDSA, tagged(3, new byte[1], signature.sign()));
        var factory = CertificateFactory.getInstance("X.509");
        return new SelfSigned(keys.getPrivate(), (X509Certificate)
                factory.generateCertificate(new ByteArrayInputStream(certificate)));
    }

    private static byte[] time(String text) {
        return tagged(0x18, text.getBytes(StandardCharsets.US_ASCII));
    }

    /** As DER has it, for less than 64 KiB. */
    private static byte[] tagged(int tag, byte[]... parts) {
        var content = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            content.writeBytes(part);
        }
        var out = new ByteArrayOutputStream();
        out.write(tag);
        // BoringSSL takes the length in no more bytes than it needs.
        if (content.size() > 255) {
            out.write(0x82);
            out.write(content.size() >> 8);
        } else if (content.size() > 127) {
            out.write(0x81);
        }
        out.write(content.size());
        out.writeBytes(content.toByteArray());
        return out.toByteArray();
    }
}
