package dev.loadstone.shop;

import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * A second port with TLS, which speaks HTTP/2 or HTTP/1.1 as agreed in the handshake.
 *
 * @param port 0 for any free one
 * @param folder with PEM files, as a Secret of type kubernetes.io/tls has them: tls.crt and tls.key are the shop's; with a
 * ca.crt a client may show a certificate of that CA, and another is refused
 */
public record TlsSettings(int port, Path folder) {
    static final String CERTIFICATE = "tls.crt";

    public TlsSettings {
        Objects.requireNonNull(folder, "folder is null");
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("no TLS port: " + port);
        }
    }

    /** The same server on this port. */
    HttpServerOptions on(HttpServerOptions plain) {
        var options = new HttpServerOptions(plain)
                // Below zero: any free port, and the same for every loop of the deployment, but not that of -1.
                .setPort(port == 0 ? -2 : port)
                .setSsl(true)
                .setUseAlpn(true)
                .setSni(true)
                .setKeyCertOptions(new PemKeyCertOptions()
                        .setCertPath(file(CERTIFICATE).toString())
                        .setKeyPath(file("tls.key").toString()));
        Path clientCa = file("ca.crt");
        if (Files.exists(clientCa)) {
            options.setClientAuth(ClientAuth.REQUEST)
                    .setTrustOptions(new PemTrustOptions().addCertPath(clientCa.toString()));
        }
        return options;
    }

    private Path file(String name) {
        return folder.resolve(name);
    }
}
