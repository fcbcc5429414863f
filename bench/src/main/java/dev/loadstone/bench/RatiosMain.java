package dev.loadstone.bench;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Rounds on standard input to rows on standard output. Arguments: what was measured, and each peer by its name, with its bar
 * behind a space, if there is one.
 */
public final class RatiosMain {
    private RatiosMain() {}

    public static void main(String[] arguments) {
        var input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        var rounds = Rounds.parse(input.lines());
        for (int i = 1; i < arguments.length; i++) {
            String[] peer = (arguments[i] + " ").split(" ", 2);
            String name = peer[0];
            if (rounds.has(name)) {
                System.out.println(String.join(
                        "\t",
                        arguments[0],
                        micros(rounds.ours()),
                        name,
                        micros(rounds.cost(name)),
                        rounds.ratio(name).ratio(),
                        peer[1].strip()));
            }
        }
    }

    private static String micros(Spread cost) {
        return String.format(Locale.ROOT, "%.2f us", cost.median());
    }
}
