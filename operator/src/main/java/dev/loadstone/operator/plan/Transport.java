package dev.loadstone.operator.plan;

import dev.loadstone.api.v1alpha1.ConnectionsSpec;
import dev.loadstone.api.v1alpha1.DnsSpec;
import dev.loadstone.api.v1alpha1.SourceSpec;
import dev.loadstone.api.v1alpha1.TargetSpec;
import dev.loadstone.api.v1alpha1.TlsSpec;
import dev.loadstone.protocol.Target.Compression;
import dev.loadstone.protocol.Target.Connections;
import dev.loadstone.protocol.Target.Dns;
import dev.loadstone.protocol.Target.HttpVersion;
import dev.loadstone.protocol.Target.Tls;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Plans how a target is reached. */
final class Transport {
    private static final String LONGEST_AGE = "24h";

    private Transport() {}

    static HttpVersion protocol(TargetSpec.Protocol spec) {
        return switch (spec) {
            case HTTP1 -> HttpVersion.HTTP_1;
            case HTTP2 -> HttpVersion.HTTP_2;
            case AUTO -> HttpVersion.AUTO;
        };
    }

    static Tls tls(TargetSpec target, Address address, Place place) {
        TlsSpec spec = target.tls();
        if (spec == null) {
            return Tls.DEFAULT;
        }
        if (!address.scheme().equals("https")) {
            place.wrong("tls is for targets with https");
        }
        if ((spec.certificate() == null) != (spec.key() == null)) {
            place.wrong("tls.certificate and tls.key go together");
            return Tls.DEFAULT;
        }
        if (spec.key() != null && spec.key().inline() != null) {
            place.field("key").wrong("tls.key can not be inline: a private key belongs into a Secret");
        }
        return new Tls(
                file(spec.ca(), target, "ca", place),
                file(spec.certificate(), target, "certificate", place),
                file(spec.key(), target, "key", place),
                spec.serverName(),
                spec.insecureSkipVerify());
    }

    private static @Nullable String file(@Nullable SourceSpec source, TargetSpec target, String file, Place place) {
        if (source == null) {
            return null;
        }
        Sources.check(source, place.field(file));
        return Attachments.tls(target.name(), file);
    }

    static Connections connections(TargetSpec target, Place place) {
        ConnectionsSpec spec = target.connections();
        Place here = place.field("connections");
        int max = orNone(spec.max(), here.field("max"));
        int preconnect = orNone(spec.preconnect(), here.field("preconnect"));
        if (max > 0 && preconnect > max) {
            here.field("preconnect").wrong(preconnect + " is above max " + max);
        }
        if (preconnect > 0 && spec.mode() != ConnectionsSpec.Mode.SHARED) {
            here.field("preconnect").wrong("only connections of mode Shared can be opened before there are users");
        }
        return new Connections(
                Connections.Mode.valueOf(spec.mode().name()),
                max,
                spec.keepAlive(),
                orNone(spec.maxRequests(), here.field("maxRequests")),
                orNone(spec.maxAge(), here.field("maxAge")),
                orNone(target.timeouts().idle(), place.field("timeouts").field("idle")),
                preconnect);
    }

    static Dns dns(DnsSpec spec, Place place) {
        return new Dns(
                place.field("refresh").parsed(1L, () -> Durations.millis(spec.refresh(), "1ms", LONGEST_AGE)),
                Dns.Balance.valueOf(spec.balance().name()));
    }

    static List<Compression> compressions(List<TargetSpec.Encoding> spec) {
        return spec.stream()
                .map(each -> Compression.valueOf(each.name()))
                .distinct()
                .toList();
    }

    private static int orNone(@Nullable Integer number, Place place) {
        if (number != null && number < 0) {
            place.wrong("is negative: " + number);
            return 0;
        }
        return number == null ? 0 : number;
    }

    private static long orNone(@Nullable String duration, Place place) {
        return duration == null ? 0 : place.parsed(1L, () -> Durations.millis(duration, "1ms", LONGEST_AGE));
    }
}
