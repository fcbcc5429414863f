package dev.loadstone.shop;

import java.util.concurrent.atomic.AtomicLong;

/** Numbers for orders that no other shop with another prefix gives. */
final class OrderNumbers {
    private final String prefix;
    private final AtomicLong last = new AtomicLong();

    OrderNumbers(String prefix) {
        this.prefix = prefix;
    }

    String next() {
        return prefix + "-" + last.incrementAndGet();
    }

    long given() {
        return last.get();
    }
}
