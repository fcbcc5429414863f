package dev.loadstone.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where requests go: a URL, or a Service of the same namespace. */
@ValidationRule(
        value = "[has(self.url), has(self.service)].filter(x, x).size() == 1",
        message = "a target has exactly one of url, service")
public record TargetSpec(
        @JsonPropertyDescription(
                "What requests call it by. The first target needs none: it is where requests go that name no target.")
        @Size(min = 1, max = 63)
        @Pattern(Syntax.NAME)
        @Nullable
        String name,

        @JsonPropertyDescription(
                "Scheme, host, port and an optional path that is put before every path, such as http://shop:8080.")
        @Size(min = 8, max = 2048)
        @Pattern("^https?://[^/?#]+(/[^?#]*)?$")
        @Nullable
        String url,

        @JsonPropertyDescription("A Service of the same namespace, in place of url.") @Nullable
        ServiceSpec service,

        @JsonPropertyDescription("Headers to send with every request; one of the request itself wins.") @Size(max = 50)
        List<FieldSpec> headers,

        @JsonPropertyDescription("Http1, Http2 (over http:// without upgrade), or Auto: what TLS agrees on.")
        @Default("Http1")
        Protocol protocol,

        @JsonPropertyDescription("Whom to trust, and who to be, over https.") @Nullable
        TlsSpec tls,

        @JsonPropertyDescription("How connections are shared, kept and opened.") @Default("{}")
        ConnectionsSpec connections,

        @JsonPropertyDescription("How the host's name becomes addresses.") @Default("{}")
        DnsSpec dns,

        @JsonPropertyDescription("How long to wait.") @Default("{}")
        TimeoutsSpec timeouts,

        @JsonPropertyDescription("Encodings to ask for in Accept-Encoding, and to decode. Default: none.")
        @Size(max = 2)
        List<Encoding> compression,

        @JsonPropertyDescription("True: each user keeps the cookies that it gets, and sends them, as a browser does.")
        @Default("true")
        Boolean cookies,

        @JsonPropertyDescription("Largest body that is read, such as 16Mi; a larger one is an error of class body.")
        @Default("64Mi")
        @Size(max = 12)
        @Pattern("^[1-9][0-9]*(Ki|Mi|Gi)?$")
        String maxResponseSize,

        @JsonPropertyDescription(
                "Most redirects that one request follows, only to targets of the test. 0: a redirect is the response.")
        @Default("10")
        @Min(0)
        @Max(20)
        Integer followRedirects) {
    public TargetSpec {
        headers = headers == null ? List.of() : List.copyOf(headers);
        protocol = protocol == null ? Protocol.HTTP1 : protocol;
        connections = connections == null ? new ConnectionsSpec(null, null, null, null, null, null) : connections;
        dns = dns == null ? new DnsSpec(null, null) : dns;
        timeouts = timeouts == null ? new TimeoutsSpec(null, null, null) : timeouts;
        compression = compression == null ? List.of() : List.copyOf(compression);
        cookies = cookies == null ? true : cookies;
        maxResponseSize = maxResponseSize == null ? "64Mi" : maxResponseSize;
        followRedirects = followRedirects == null ? 10 : followRedirects;
    }

    /** The same target at another place. */
    public TargetSpec at(String otherUrl) {
        return new TargetSpec(
                name,
                otherUrl,
                null,
                headers,
                protocol,
                tls,
                connections,
                dns,
                timeouts,
                compression,
                cookies,
                maxResponseSize,
                followRedirects);
    }

    /** What is spoken over a connection. */
    public enum Protocol {
        @JsonProperty("Http1")
        HTTP1,
        @JsonProperty("Http2")
        HTTP2,
        @JsonProperty("Auto")
        AUTO
    }

    /** How a body may be compressed. */
    public enum Encoding {
        @JsonProperty("Gzip")
        GZIP,
        @JsonProperty("Brotli")
        BROTLI
    }
}
