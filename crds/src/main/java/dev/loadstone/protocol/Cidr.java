package dev.loadstone.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.net.InetAddress;
import java.util.Objects;

/** A range of IP addresses, such as {@code 10.0.0.0/8} or {@code fd00::/8}: those that begin with the same bits. */
public record Cidr(InetAddress first, int bits) {
    public Cidr {
        Objects.requireNonNull(first, "first is null");
        if (bits < 0 || bits > first.getAddress().length * 8) {
            throw new IllegalArgumentException("no range has " + bits + " bits of " + first.getHostAddress());
        }
    }

    /**
     * Reads a range, or one address, which is a range of its own.
     *
     * @throws IllegalArgumentException says what a range looks like
     */
    @JsonCreator
    public static Cidr parse(String text) {
        String[] parts = text.split("/", -1);
        try {
            InetAddress first = IpLiteral.parse(parts[0]);
            int all = first.getAddress().length * 8;
            if (parts.length == 1) {
                return new Cidr(first, all);
            }
            if (parts.length == 2 && parts[1].matches("[0-9]{1,3}")) {
                return new Cidr(first, Integer.parseInt(parts[1]));
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(wrong(text), e);
        }
        throw new IllegalArgumentException(wrong(text));
    }

    private static String wrong(String text) {
        return "\"" + text + "\" is no range of addresses; write 10.0.0.0/8 or fd00::/8";
    }

    public boolean contains(InetAddress address) {
        return sharesBits(first.getAddress(), address.getAddress(), bits);
    }

    /** Whether all of the other's addresses are in this one. */
    public boolean contains(Cidr other) {
        return other.bits >= bits && contains(other.first);
    }

    private static boolean sharesBits(byte[] one, byte[] other, int bits) {
        if (one.length != other.length) {
            return false;
        }
        int whole = bits / 8;
        for (int i = 0; i < whole; i++) {
            if (one[i] != other[i]) {
                return false;
            }
        }
        int rest = bits % 8;
        return rest == 0 || (one[whole] & 0xFF) >> 8 - rest == (other[whole] & 0xFF) >> 8 - rest;
    }

    @JsonValue
    @Override
    public String toString() {
        return first.getHostAddress() + "/" + bits;
    }
}
