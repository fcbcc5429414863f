package dev.loadstone.shop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * Self-made certificates in a folder, made by the JDK's own keytool: as PEM files for a shop and as contexts for
 * clients.
 */
record Certificates(Path folder) {
    private static final char[] PASSWORD = "changeit".toCharArray();

    /** A self-signed one for localhost: NAME.crt and NAME.key. */
    void make(String name, String subject) {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keystore",
                folder.resolve(name + ".p12").toString(),
                "-storepass",
                new String(PASSWORD),
                "-alias",
                name,
                "-dname",
                subject,
                "-keyalg",
                "EC",
                "-validity",
                "2",
                "-ext",
                "san=dns:localhost,ip:127.0.0.1");
        try {
            Process keytool =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(keytool.getInputStream().readAllBytes());
            assertThat(keytool.waitFor()).as(said).isZero();
            KeyStore store = store(name);
            pem(name + ".key", "PRIVATE KEY", store.getKey(name, PASSWORD).getEncoded());
            pem(name + ".crt", "CERTIFICATE", store.getCertificate(name).getEncoded());
        } catch (IOException | InterruptedException | GeneralSecurityException e) {
            throw new AssertionError("no certificate for " + name, e);
        }
    }

    /** Of a client that trusts this server and shows its own certificate, if asked for it. */
    SSLContext context(String server, String client) throws GeneralSecurityException {
        Certificate trusted = store(server).getCertificate(server);
        KeyStore trust = empty();
        trust.setCertificateEntry(server, trusted);
        var trustManagers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trustManagers.init(trust);
        var keyManagers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keyManagers.init(client.isEmpty() ? empty() : store(client), PASSWORD);
        var context = SSLContext.getInstance("TLS");
        context.init(keyManagers.getKeyManagers(), trustManagers.getTrustManagers(), null);
        return context;
    }

    private static KeyStore empty() throws GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try {
            store.load(null, null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return store;
    }

    private KeyStore store(String name) throws GeneralSecurityException {
        try {
            return KeyStore.getInstance(folder.resolve(name + ".p12").toFile(), PASSWORD);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void pem(String file, String kind, byte[] der) throws IOException {
        String body = Base64.getMimeEncoder().encodeToString(der);
        Files.writeString(
                folder.resolve(file), "-----BEGIN " + kind + "-----\n" + body + "\n-----END " + kind + "-----\n");
    }
}
