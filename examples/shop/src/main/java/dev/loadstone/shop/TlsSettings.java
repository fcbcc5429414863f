package dev.loadstone.shop;

import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A second port with TLS, which speaks HTTP/2 or HTTP/1.1 as agreed in the handshake.
 *
 * @param port 0 for any free one
 * @param certificate PEM file with the shop's certificate, and those that lead to its CA
 * @param key PEM file with its private key
 * @param clientCa PEM file with the CA of clients' certificates; with it a client may show one, and a wrong one is
 * refused
 */
public record TlsSettings(
        int port, String certificate, String key, @Nullable String clientCa) {
    public TlsSettings {
        Objects.requireNonNull(certificate, "certificate is null");
        Objects.requireNonNull(key, "key is null");
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
                .setKeyCertOptions(
                        new PemKeyCertOptions().setCertPath(certificate).setKeyPath(key));
        if (clientCa != null) {
            options.setClientAuth(ClientAuth.REQUEST).setTrustOptions(new PemTrustOptions().addCertPath(clientCa));
        }
        return options;
    }
}
