package dev.loadstone.protocol;

import java.net.InetAddress;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Where load may go, by address: what is asked of every address that a name resolved to, before a connection is opened to it.
 *
 * @param refused what load may not go to, unless a narrower range in it is allowed
 * @param denied what policies deny: that is final
 * @param allowed what policies allow: an address must be in a range of each of them
 */
public record AddressRules(List<Refused> refused, List<Listed> denied, List<Listed> allowed) {
    /** Load may go anywhere: what holds outside of a cluster. */
    public static final AddressRules NONE = new AddressRules(List.of(), List.of(), List.of());

    private static final String REFUSAL = "; Loadstone does not send load there";

    public AddressRules {
        refused = List.copyOf(refused);
        denied = List.copyOf(denied);
        allowed = List.copyOf(allowed);
    }

    /**
     * A range that is refused by itself.
     *
     * @param port the one port that it is about; 0 for all
     * @param what for a sentence that begins with an address: {@code is link-local}
     */
    public record Refused(Cidr range, int port, String what) {
        public Refused {
            Objects.requireNonNull(range, "range is null");
            Objects.requireNonNull(what, "what is null");
        }

        boolean concerns(InetAddress address, int toPort) {
            return (port == 0 || port == toPort) && range.contains(address);
        }
    }

    /** What one policy lists. */
    public record Listed(String policy, List<Cidr> ranges) {
        public Listed {
            Objects.requireNonNull(policy, "policy is null");
            ranges = List.copyOf(ranges);
        }

        Optional<Cidr> around(InetAddress address) {
            return ranges.stream()
                    .filter(each -> Embedded.in(address).stream().anyMatch(each::contains))
                    .findFirst();
        }
    }

    /** Why no load may go there, as a sentence; empty where it may. */
    public Optional<String> refusal(InetAddress address, int port) {
        return what(address, port).map(what -> address.getHostAddress() + " " + what + REFUSAL);
    }

    /** Whether what a runner says ends with such a sentence. */
    public static boolean isRefusal(String message) {
        return message.endsWith(REFUSAL);
    }

    private Optional<String> what(InetAddress address, int port) {
        for (Listed list : denied) {
            Optional<Cidr> range = list.around(address);
            if (range.isPresent()) {
                return Optional.of("is in " + range.get() + ", which LoadTestPolicy " + list.policy() + " denies");
            }
        }
        for (InetAddress meant : Embedded.in(address)) {
            for (Refused each : refused) {
                if (each.concerns(meant, port) && !isLifted(each, meant)) {
                    return Optional.of(each.what());
                }
            }
        }
        return allowed.stream()
                .filter(each -> each.around(address).isEmpty())
                .findFirst()
                .map(each -> "is in no range that LoadTestPolicy " + each.policy() + " allows");
    }

    /** Only a range inside of it is meant for it: who allows 0.0.0.0/0 has not thought of the metadata server. */
    private boolean isLifted(Refused refusal, InetAddress address) {
        return allowed.stream()
                .flatMap(each -> each.ranges().stream())
                .anyMatch(each -> refusal.range().contains(each) && each.contains(address));
    }
}
