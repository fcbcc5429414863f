package dev.loadstone.runner.scenario;

import dev.loadstone.protocol.Filter;
import io.netty.buffer.ByteBuf;
import java.util.List;

/** A piece of a request. */
sealed interface Piece {
    void append(ByteBuf out, UserState user);

    /** Bytes that are known ahead. */
    record Text(byte[] bytes) implements Piece {
        @Override
        public void append(ByteBuf out, UserState user) {
            out.writeBytes(bytes);
        }
    }

    /** A value, its filters and the place that it must fit. */
    record Hole(Source source, List<Filter> filters, Place place) implements Piece {
        @Override
        public void append(ByteBuf out, UserState user) {
            int start = out.writerIndex();
            boolean json = source.append(out, user);
            finish(out, start, json);
        }

        /** Filters what was written from this place on, and makes it fit. */
        void finish(ByteBuf out, int start, boolean valueIsJson) {
            boolean json = valueIsJson;
            for (int i = 0; i < filters.size(); i++) {
                json = filter(filters.get(i), out, start, json);
            }
            place.guard(out, start);
        }

        private static boolean filter(Filter filter, ByteBuf out, int start, boolean json) {
            switch (filter) {
                case URL_ENCODE -> PercentEncoding.COMPONENT.encode(out, start);
                case JSON_ESCAPE -> JsonEscaping.escape(out, start);
                case BASE64 -> Base64Encoding.encode(out, start);
                case MD5, SHA256 -> throw new IllegalArgumentException("can't be compiled: " + filter.word());
                case STRING -> {}
                case JSON -> {
                    if (!json) {
                        JsonEscaping.quote(out, start);
                    }
                    return true;
                }
            }
            return false;
        }
    }
}
