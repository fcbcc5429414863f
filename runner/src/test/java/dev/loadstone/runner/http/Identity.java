package dev.loadstone.runner.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.util.Arrays;
import java.util.Base64;

/** A key and its self-signed certificate, in PEM; the JDK's command makes them, since it has no other way. */
record Identity(byte[] certificate, PrivateKey privateKey) {
    private static final String PASSWORD = "changeit";
    /** What PKCS#8 puts before a key of 2048 bits: lengths, version and algorithm. */
    private static final int RSA_WRAPPING = 26;

    private static final byte[] P256 = {6, 8, 0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 3, 1, 7};

    /** @param algorithm RSA or EC */
    static Identity of(Path folder, String name, String algorithm) {
        Path file = folder.resolve(name + ".p12");
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        String size = algorithm.equals("EC") ? "-groupname secp256r1" : "-keysize 2048";
        String command = keytool + " -genkeypair -alias it -keyalg " + algorithm + " " + size + " -dname CN=" + name
                + " -storetype PKCS12 -ext san=ip:127.0.0.1,dns:api.test -storepass " + PASSWORD + " -keystore " + file;
        try {
            Process making = new ProcessBuilder(command.split(" "))
                    .redirectErrorStream(true)
                    .start();
            String said = new String(making.getInputStream().readAllBytes(), US_ASCII);
            if (making.waitFor() != 0) {
                throw new AssertionError(said);
            }
            KeyStore keys = KeyStore.getInstance("PKCS12");
            try (var in = Files.newInputStream(file)) {
                keys.load(in, PASSWORD.toCharArray());
            }
            return new Identity(pem("CERTIFICATE", keys.getCertificate("it").getEncoded()), (PrivateKey)
                    keys.getKey("it", PASSWORD.toCharArray()));
        } catch (IOException | InterruptedException | GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    byte[] key() {
        return pem("PRIVATE KEY", privateKey.getEncoded());
    }

    /** In the form that came before PKCS#8. */
    byte[] olderKey() {
        if (!(privateKey instanceof ECPrivateKey ec)) {
            byte[] wrapped = privateKey.getEncoded();
            return pem("RSA PRIVATE KEY", Arrays.copyOfRange(wrapped, RSA_WRAPPING, wrapped.length));
        }
        byte[] number = ec.getS().toByteArray();
        byte[] secret = new byte[32];
        int length = Math.min(32, number.length);
        System.arraycopy(number, number.length - length, secret, 32 - length, length);
        var sequence = new ByteArrayOutputStream();
        sequence.writeBytes(new byte[] {0x30, 3 + 34 + 12, 2, 1, 1, 4, 32});
        sequence.writeBytes(secret);
        sequence.writeBytes(new byte[] {(byte) 0xa0, 10});
        sequence.writeBytes(P256);
        return pem("EC PRIVATE KEY", sequence.toByteArray());
    }

    private static byte[] pem(String what, byte[] content) {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        return ("-----BEGIN " + what + "-----\n" + body + "\n-----END " + what + "-----\n").getBytes(US_ASCII);
    }
}
