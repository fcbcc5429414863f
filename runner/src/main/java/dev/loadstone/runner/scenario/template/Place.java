package dev.loadstone.runner.scenario.template;

import dev.loadstone.runner.scenario.encoding.PercentEncoding;
import io.netty.buffer.ByteBuf;

/** Where in a request a value stands, and so what it must not contain: no value may begin another header or request. */
public enum Place {
    TARGET,
    HEADER,
    /** A body, and what the runner writes itself. */
    VERBATIM;

    /** Makes what was written from this place of the buffer on harmless. */
    void guard(ByteBuf out, int start) {
        switch (this) {
            case TARGET -> PercentEncoding.REQUEST_TARGET.encode(out, start);
            case HEADER -> blankLineBreaks(out, start);
            case VERBATIM -> {}
        }
    }

    private static void blankLineBreaks(ByteBuf out, int start) {
        for (int at = start; at < out.writerIndex(); at++) {
            byte b = out.getByte(at);
            if (b == '\r' || b == '\n' || b == 0) {
                out.setByte(at, ' ');
            }
        }
    }
}
