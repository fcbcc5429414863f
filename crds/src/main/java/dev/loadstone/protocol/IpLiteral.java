package dev.loadstone.protocol;

import java.net.InetAddress;
import java.util.regex.Pattern;

/** IP addresses as text, in the one form of each that every resolver reads alike; nothing is looked up. */
public final class IpLiteral {
    private static final Pattern V4 =
            Pattern.compile("(25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])(\\.(25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])){3}");

    /** What some resolvers take for an address: its last label is a number, decimal, octal or hexadecimal. */
    private static final Pattern NUMERIC = Pattern.compile("(.*\\.)?([0-9]+|0[xX][0-9a-fA-F]*)\\.?");

    private IpLiteral() {}

    /** Four decimal numbers without zeros in front, or anything with a colon. */
    public static boolean isLiteral(String host) {
        return V4.matcher(host).matches() || host.indexOf(':') >= 0;
    }

    /** Another way to write an IPv4 address, such as {@code 2852039166} or {@code 169.254.43518}. */
    public static boolean isAlias(String host) {
        return !isLiteral(host) && NUMERIC.matcher(host).matches();
    }

    /** @throws IllegalArgumentException where it is none, or is one in another form */
    public static InetAddress parse(String text) {
        if (!isLiteral(text) || text.indexOf('%') >= 0) {
            throw new IllegalArgumentException("\"" + text + "\" is no IP address");
        }
        return InetAddress.ofLiteral(text);
    }
}
