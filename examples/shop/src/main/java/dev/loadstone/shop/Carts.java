package dev.loadstone.shop;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The carts of the most recent buyers, shared by all event loops; who was away longest loses theirs. */
final class Carts {
    private final Map<String, Cart> byEmail;

    Carts(int max) {
        byEmail = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Cart> eldest) {
                return size() > max;
            }
        };
    }

    synchronized Cart of(String email) {
        return byEmail.getOrDefault(email, Cart.EMPTY);
    }

    synchronized Cart change(String email, UnaryOperator<Cart> change) {
        Cart changed = change.apply(of(email));
        byEmail.put(email, changed);
        return changed;
    }

    synchronized int size() {
        return byEmail.size();
    }
}
