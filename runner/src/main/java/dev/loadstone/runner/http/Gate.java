package dev.loadstone.runner.http;

import dev.loadstone.protocol.AddressRules;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Lets no connection be opened to an address that load may not go to. It sees addresses, not names: whatever a name resolved to a
 * moment ago, this is what is connected to next.
 *
 * @param told of a target that is out of reach, in a sentence; it is told again with each try
 */
public record Gate(AddressRules rules, Consumer<String> told) {
    /** Everything may be connected to. */
    public static final Gate OPEN = new Gate(AddressRules.NONE, sentence -> {});

    boolean isOpen() {
        return rules.equals(AddressRules.NONE);
    }

    /** @throws RefusedAddressException where load may go to none of these */
    List<InetAddress> passed(List<InetAddress> addresses, int port) throws RefusedAddressException {
        if (isOpen()) {
            return addresses;
        }
        List<InetAddress> passed = addresses.stream()
                .filter(each -> rules.refusal(each, port).isEmpty())
                .toList();
        if (passed.isEmpty()) {
            String sentence = addresses.stream()
                    .map(each -> rules.refusal(each, port))
                    .flatMap(Optional::stream)
                    .findFirst()
                    .orElse("there is no address");
            told.accept(sentence);
            throw new RefusedAddressException(sentence);
        }
        return passed;
    }
}
