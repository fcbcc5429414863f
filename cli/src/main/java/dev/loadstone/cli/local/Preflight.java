package dev.loadstone.cli.local;

import dev.loadstone.protocol.RunPlan;
import dev.loadstone.protocol.Target;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Optional;

/** Looks whether anybody is at home before load is made: a wrong address is the commonest first mistake. */
public final class Preflight {
    private Preflight() {}

    /** What is wrong with the first target that can't be reached, in words; empty where there is none. */
    public static Optional<String> complaint(RunPlan plan) {
        return complaint(plan.target(), "--target URL").or(() -> plan.targets().stream()
                .flatMap(target -> complaint(target, "--target " + target.name() + "=URL").stream())
                .findFirst());
    }

    static Optional<String> complaint(Target target, String option) {
        String where = target.scheme() + "://" + target.authority();
        var address = new InetSocketAddress(target.host(), target.port());
        if (address.isUnresolved()) {
            return Optional.of("can't reach " + where + ": nothing here is named " + target.host()
                    + "; give another address with " + option);
        }
        try (var socket = new Socket()) {
            socket.connect(address, Math.clamp(target.connectTimeoutMillis(), 1, 5000));
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of("can't reach " + where + ": " + e.getMessage() + "; is it running? (" + option
                    + " goes elsewhere)");
        }
    }
}
