package dev.loadstone.shop;

import io.vertx.core.json.JsonObject;

/**
 * Who logged in: how many logins, by how many emails, and how many of them by an email that had logged in before. It
 * tells up to a million emails apart, by 64 bits of each; a login by yet another one only adds to the total.
 */
final class Logins {
    private static final int MAX_EMAILS = 1_000_000;
    private static final long FNV_START = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private long[] slots = new long[64];
    private long total;
    private long distinct;
    private long repeated;

    synchronized void add(String email) {
        total++;
        long print = print(email);
        int slot = slot(print, slots);
        if (slots[slot] == print) {
            repeated++;
        } else if (distinct < MAX_EMAILS) {
            slots[slot] = print;
            distinct++;
            if (distinct * 2 > slots.length) {
                slots = grown(slots);
            }
        }
    }

    synchronized JsonObject json() {
        return new JsonObject().put("total", total).put("distinct", distinct).put("repeated", repeated);
    }

    /** Where this print is, or where it would go. */
    private static int slot(long print, long[] slots) {
        int slot = (int) print & slots.length - 1;
        while (slots[slot] != 0 && slots[slot] != print) {
            slot = slot + 1 & slots.length - 1;
        }
        return slot;
    }

    private static long[] grown(long[] slots) {
        long[] more = new long[slots.length * 2];
        for (long print : slots) {
            if (print != 0) {
                more[slot(print, more)] = print;
            }
        }
        return more;
    }

    /** Never 0, which marks an empty slot. */
    private static long print(String email) {
        long hash = FNV_START;
        for (int i = 0; i < email.length(); i++) {
            hash = (hash ^ email.charAt(i)) * FNV_PRIME;
        }
        hash = (hash ^ hash >>> 33) * 0xff51afd7ed558ccdL;
        hash ^= hash >>> 29;
        return hash == 0 ? 1 : hash;
    }
}
