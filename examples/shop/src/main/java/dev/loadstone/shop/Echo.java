package dev.loadstone.shop;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/** Shows a request to its sender as it arrived. */
final class Echo {
    private Echo() {}

    /** Names of headers in lower case; values of one name are joined by a comma. */
    static Answer show(ShopRequest request) {
        HttpServerRequest http = request.http();
        Buffer body = request.bytes();
        return Answer.json(
                200,
                new JsonObject()
                        .put("method", http.method().name())
                        .put("path", http.path())
                        .put("query", http.query())
                        .put("parameters", joined(request.parameters()))
                        .put("headers", joined(http.headers()))
                        .put("body", body.toString(StandardCharsets.UTF_8))
                        .put("size", body.length())
                        .put("protocol", http.version().alpnName())
                        .put("address", http.localAddress().hostAddress())
                        .put("tls", tls(http)));
    }

    private static JsonObject joined(MultiMap pairs) {
        var joined = new JsonObject();
        for (Map.Entry<String, String> pair : pairs) {
            String name = pair.getKey().toLowerCase(Locale.ROOT);
            String before = joined.getString(name);
            joined.put(name, before == null ? pair.getValue() : before + ", " + pair.getValue());
        }
        return joined;
    }

    private static @Nullable JsonObject tls(HttpServerRequest http) {
        SSLSession session = http.sslSession();
        if (session == null) {
            return null;
        }
        return new JsonObject()
                .put("version", session.getProtocol())
                .put("serverName", http.connection().indicatedServerName())
                .put("client", client(session));
    }

    private static @Nullable String client(SSLSession session) {
        try {
            return session.getPeerPrincipal().getName();
        } catch (SSLPeerUnverifiedException e) {
            return null;
        }
    }
}
