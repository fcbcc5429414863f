package dev.loadstone.protocol;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/** The IPv4 addresses that packets to an IPv6 address may end at: by NAT64, 6to4, or because it is one in another form. */
final class Embedded {
    private static final Cidr COMPATIBLE = Cidr.parse("::/96");
    private static final Cidr NAT64 = Cidr.parse("64:ff9b::/96");
    private static final Cidr LOCAL_NAT64 = Cidr.parse("64:ff9b:1::/48");
    private static final Cidr SIX_TO_FOUR = Cidr.parse("2002::/16");
    private static final int V4 = 4;

    private Embedded() {}

    /** The address itself first. An address in ::ffff:0:0/96 never comes here: Java makes it an IPv4 address by itself. */
    static List<InetAddress> in(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (bytes.length == V4) {
            return List.of(address);
        }
        boolean compatible = COMPATIBLE.contains(address) && bytes[bytes.length - V4] != 0;
        if (compatible || NAT64.contains(address) || LOCAL_NAT64.contains(address)) {
            return List.of(address, at(bytes, bytes.length - V4));
        }
        return SIX_TO_FOUR.contains(address) ? List.of(address, at(bytes, 2)) : List.of(address);
    }

    private static InetAddress at(byte[] bytes, int offset) {
        try {
            return InetAddress.getByAddress(Arrays.copyOfRange(bytes, offset, offset + V4));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }
}
