package dev.loadstone.cli.local;

import dev.loadstone.protocol.Target;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Optional;

/** Looks whether anybody is at home before load is made: a wrong address is the commonest first mistake. */
public final class Preflight {
    private Preflight() {}

    /** What is wrong, in words; empty where a connection could be opened. */
    public static Optional<String> complaint(Target target) {
        String where = target.scheme() + "://" + target.authority();
        var address = new InetSocketAddress(target.host(), target.port());
        if (address.isUnresolved()) {
            return Optional.of("can't reach " + where + ": nothing here is named " + target.host()
                    + "; give another address with --target URL");
        }
        try (var socket = new Socket()) {
            socket.connect(address, Math.clamp(target.connectTimeoutMillis(), 1, 5000));
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(
                    "can't reach " + where + ": " + e.getMessage() + "; is it running? (--target URL goes elsewhere)");
        }
    }
}
