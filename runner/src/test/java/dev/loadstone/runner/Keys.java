package dev.loadstone.runner;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A server's key and its self-signed certificate, made by the JDK's command: it has no other way to make one. */
record Keys(Path file) {
    private static final String PASSWORD = "changeit";

    /** @param name that clients know the server by, such as ip:127.0.0.1 */
    static Keys of(Path folder, String name) throws IOException, InterruptedException {
        Path file = folder.resolve("keys.p12");
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        int code = new ProcessBuilder(
                        (keytool + " -genkeypair -alias server -keyalg EC -dname CN=server -storetype PKCS12 -ext san="
                                        + name + " -storepass " + PASSWORD + " -keystore " + file)
                                .split(" "))
                .inheritIO()
                .start()
                .waitFor();
        if (code != 0) {
            throw new IOException("keytool ended with " + code);
        }
        return new Keys(file);
    }

    SSLContext context() throws IOException, GeneralSecurityException {
        var keyManagers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keyManagers.init(store(), PASSWORD.toCharArray());
        var context = SSLContext.getInstance("TLS");
        context.init(keyManagers.getKeyManagers(), null, null);
        return context;
    }

    /** The certificate in a file of its own. */
    Path certificate() throws IOException, GeneralSecurityException {
        String body = Base64.getMimeEncoder()
                .encodeToString(store().getCertificate("server").getEncoded());
        return Files.writeString(
                file.resolveSibling("ca.pem"),
                "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n");
    }

    /** Whoever in this JVM trusts what the JDK trusts now trusts this alone. */
    void trust() {
        System.setProperty("javax.net.ssl.trustStore", file.toString());
        System.setProperty("javax.net.ssl.trustStorePassword", PASSWORD);
    }

    static void trustNoMore() {
        System.clearProperty("javax.net.ssl.trustStore");
        System.clearProperty("javax.net.ssl.trustStorePassword");
    }

    private KeyStore store() throws IOException, GeneralSecurityException {
        var keys = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(file)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        return keys;
    }
}
