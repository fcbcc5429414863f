package dev.loadstone.runner.scenario.template;

import dev.loadstone.runner.scenario.encoding.Decimal;
import dev.loadstone.runner.scenario.json.JsonMatches;
import dev.loadstone.runner.scenario.json.JsonQuery;
import dev.loadstone.runner.scenario.json.JsonScanner;
import dev.loadstone.runner.scenario.json.JsonText;
import io.netty.buffer.ByteBuf;
import java.util.List;

/** A value that is drawn anew each time. */
sealed interface Drawn extends Source {
    /** A random whole number, both ends included. */
    record RandomInteger(long min, long max) implements Drawn {
        @Override
        public boolean append(ByteBuf out, TemplateUser user) {
            Decimal.append(out, min + user.random().nextBelow(max - min + 1));
            return true;
        }
    }

    /** Random letters and digits. */
    record RandomText(int length) implements Drawn {
        private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

        @Override
        public boolean append(ByteBuf out, TemplateUser user) {
            for (int i = 0; i < length; i++) {
                out.writeByte(ALPHABET.charAt((int) user.random().nextBelow(ALPHABET.length())));
            }
            return false;
        }
    }

    /** A random UUID, version 4. */
    record RandomUuid() implements Drawn {
        private static final String HEX = "0123456789abcdef";
        private static final long VERSION_4 = 0x4000L;
        private static final long IETF_VARIANT = 0x8000000000000000L;

        @Override
        public boolean append(ByteBuf out, TemplateUser user) {
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
    record OneOf(List<byte[]> texts) implements Drawn {
        @Override
        public boolean append(ByteBuf out, TemplateUser user) {
            out.writeBytes(texts.get((int) user.random().nextBelow(texts.size())));
            return false;
        }
    }

    /** One of these, as often as its weight says. */
    record Weighted(List<byte[]> texts, Weights weights) implements Drawn {
        @Override
        public boolean append(ByteBuf out, TemplateUser user) {
            out.writeBytes(texts.get(weights.draw(user.random())));
            return false;
        }
    }

    /** An element of a list that the user captured or set, each as likely as the other. */
    record Element(Named list) implements Drawn {
        @Override
        public boolean append(ByteBuf out, TemplateUser user) {
            byte[] json = list.list(user).bytes();
            var elements = new JsonMatches();
            new JsonScanner().findAll(json, 0, json.length, JsonQuery.CHILDREN, elements);
            if (elements.size() == 0) {
                throw new IllegalStateException("vars." + list.name() + " is an empty list");
            }
            int drawn = (int) user.random().nextBelow(elements.size());
            int start = elements.start(drawn);
            int end = elements.end(drawn);
            if (json[start] != '"') {
                out.writeBytes(json, start, end - start);
                return true;
            }
            var text = new byte[end - start];
            out.writeBytes(text, 0, JsonText.unescape(json, start + 1, end - 1, text));
            return false;
        }
    }
}
