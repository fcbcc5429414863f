package dev.loadstone.runner.scenario.template;

import dev.loadstone.protocol.Filter;
import dev.loadstone.runner.scenario.encoding.Base64Encoding;
import dev.loadstone.runner.scenario.encoding.Digests;
import dev.loadstone.runner.scenario.encoding.JsonEscaping;
import dev.loadstone.runner.scenario.encoding.PercentEncoding;
import io.netty.buffer.ByteBuf;
import java.util.List;

/** A piece of a text that is put together for a user. */
public sealed interface Piece {
    /** Appends it, and tells whether it is JSON by itself (a number, captured JSON) and not a text. */
    boolean append(ByteBuf out, TemplateUser user);

    /** Bytes that are known ahead. */
    record Text(byte[] bytes) implements Piece {
        @Override
        public boolean append(ByteBuf out, TemplateUser user) {
            out.writeBytes(bytes);
            return false;
        }
    }

    /** A value, its filters and the place that it must fit. */
    record Hole(Source source, List<Filter> filters, Place place) implements Piece {
        @Override
        public boolean append(ByteBuf out, TemplateUser user) {
            int start = out.writerIndex();
            boolean json = source.append(out, user);
            return finish(out, start, json);
        }

        /** Filters what was written from this place on, and makes it fit. */
        boolean finish(ByteBuf out, int start, boolean valueIsJson) {
            boolean json = valueIsJson;
            for (int i = 0; i < filters.size(); i++) {
                json = filter(filters.get(i), out, start, json);
            }
            place.guard(out, start);
            return json;
        }

        private static boolean filter(Filter filter, ByteBuf out, int start, boolean json) {
            switch (filter) {
                case URL_ENCODE -> PercentEncoding.COMPONENT.encode(out, start);
                case JSON_ESCAPE -> JsonEscaping.escape(out, start);
                case BASE64 -> Base64Encoding.encode(out, start);
                case MD5 -> Digests.md5(out, start);
                case SHA256 -> Digests.sha256(out, start);
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
