package dev.loadstone.runner.scenario;

import io.netty.buffer.ByteBuf;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where the value in a hole of a template comes from. */
sealed interface Source {
    /** Appends the value, and tells whether it is JSON by itself (a number, captured JSON) and not a text. */
    boolean append(ByteBuf out, UserState user);

    /** The same for all users. */
    record Constant(byte[] text) implements Source {
        @Override
        public boolean append(ByteBuf out, UserState user) {
            out.writeBytes(text);
            return false;
        }
    }

    /** What a capture of this iteration took; before it did, the plan's variable of the same name. */
    record CapturedValue(String name, int slot, byte @Nullable [] before) implements Source {
        @Override
        public boolean append(ByteBuf out, UserState user) {
            Captured captured = user.captured();
            if (captured.has(slot)) {
                captured.append(slot, out);
                return captured.isJson(slot);
            }
            if (before == null) {
                throw new IllegalStateException("vars." + name + " is used before a capture of this iteration set it");
            }
            out.writeBytes(before);
            return false;
        }
    }

    /** The number of the user. */
    record UserNumber() implements Source {
        @Override
        public boolean append(ByteBuf out, UserState user) {
            Decimal.append(out, user.userId());
            return true;
        }
    }

    /** A random whole number, both ends included. */
    record RandomInteger(long min, long max) implements Source {
        @Override
        public boolean append(ByteBuf out, UserState user) {
            Decimal.append(out, min + user.random().nextBelow(max - min + 1));
            return true;
        }
    }

    /** Random letters and digits. */
    record RandomText(int length) implements Source {
        private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

        @Override
        public boolean append(ByteBuf out, UserState user) {
            for (int i = 0; i < length; i++) {
                out.writeByte(ALPHABET.charAt((int) user.random().nextBelow(ALPHABET.length())));
            }
            return false;
        }
    }

    /** A random UUID, version 4. */
    record RandomUuid() implements Source {
        private static final String HEX = "0123456789abcdef";
        private static final long VERSION_4 = 0x4000L;
        private static final long IETF_VARIANT = 0x8000000000000000L;

        @Override
        public boolean append(ByteBuf out, UserState user) {
            long high = user.random().nextLong() & ~0xF000L | VERSION_4;
            long low = user.random().nextLong() & ~0xC000000000000000L | IETF_VARIANT;
            digits(out, high, 64, 32);
            out.writeByte('-');
            digits(out, high, 32, 16);
            out.writeByte('-');
            digits(out, high, 16, 0);
            out.writeByte('-');
            digits(out, low, 64, 48);
            out.writeByte('-');
            digits(out, low, 48, 0);
            return false;
        }

        private static void digits(ByteBuf out, long bits, int from, int to) {
            for (int shift = from - 4; shift >= to; shift -= 4) {
                out.writeByte(HEX.charAt((int) (bits >>> shift) & 15));
            }
        }
    }

    /** One of these, each as likely as the other. */
    record OneOf(List<byte[]> texts) implements Source {
        @Override
        public boolean append(ByteBuf out, UserState user) {
            out.writeBytes(texts.get((int) user.random().nextBelow(texts.size())));
            return false;
        }
    }
}
