package dev.loadstone.shop;

import java.util.function.Function;

/**
 * What answers a method on a path.
 *
 * @param name method and path template; what it is counted under
 * @param operations outside the shop's own business: neither counted nor touched by the knobs
 */
record Endpoint(String name, boolean operations, Intake intake, Function<ShopRequest, Answer> handler) {
    /** One that always turns the request down. */
    static Endpoint refusing(String name, Answer answer) {
        return new Endpoint(name, false, Intake.NOTHING, request -> answer);
    }
}
