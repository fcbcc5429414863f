package dev.loadstone.operator.policy;

import dev.loadstone.protocol.AddressRules.Refused;
import dev.loadstone.protocol.Cidr;
import java.net.InetAddress;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Where load does not go unless a policy says so: what answers there is never what a test is about. */
public final class RefusedRanges {
    private static final List<String> LINK_LOCAL = List.of("169.254.0.0/16", "fe80::/10");
    private static final List<String> LOOPBACK = List.of("127.0.0.0/8", "::1/128");
    private static final List<String> THIS_HOST = List.of("0.0.0.0/8", "::/128");
    private static final List<String> NOBODY = List.of("224.0.0.0/4", "240.0.0.0/4", "ff00::/8");

    /** Of AWS and most others, its containers' and pods' credentials, Alibaba, Azure, Oracle, and Google by IPv6. */
    private static final List<String> METADATA = List.of(
            "169.254.169.254/32",
            "169.254.170.2/32",
            "169.254.170.23/32",
            "100.100.100.200/32",
            "168.63.129.16/32",
            "192.0.0.192/32",
            "fd00:ec2::254/128",
            "fd00:ec2::23/128",
            "fd20:ce::254/128");

    private RefusedRanges() {}

    /**
     * @param apiServers addresses of the cluster's own API server, each with its port
     * @param denied what this installation denies besides
     */
    public static List<Refused> of(Set<ApiServer> apiServers, Set<Cidr> denied) {
        return Stream.of(
                        all(LINK_LOCAL, "is link-local"),
                        all(METADATA, "is a cloud's metadata service"),
                        all(LOOPBACK, "is the runner's own loopback"),
                        all(THIS_HOST, "is no host"),
                        all(NOBODY, "is multicast, broadcast or reserved"),
                        apiServers.stream().sorted().map(ApiServer::refused),
                        denied.stream()
                                .map(each ->
                                        new Refused(each, 0, "is in " + each + ", which this installation denies")))
                .flatMap(each -> each)
                .toList();
    }

    private static Stream<Refused> all(List<String> ranges, String what) {
        return ranges.stream().map(each -> new Refused(Cidr.parse(each), 0, what));
    }

    /** Where the API server listens. */
    public record ApiServer(InetAddress address, int port) implements Comparable<ApiServer> {
        Refused refused() {
            return new Refused(new Cidr(address, address.getAddress().length * 8), port, "is the cluster's API server");
        }

        @Override
        public int compareTo(ApiServer other) {
            return toString().compareTo(other.toString());
        }
    }
}
