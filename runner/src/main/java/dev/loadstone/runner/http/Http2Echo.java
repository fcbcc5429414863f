package dev.loadstone.runner.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.Locale;

/** The server's end of an HTTP/2 connection on which every request is answered alike. */
public final class Http2Echo extends ChannelInboundHandlerAdapter {
    private static final int PREFACE_BYTES = 24;
    private static final int START = 0x50524920;
    /** Status 200, and a literal with a name of the static table. */
    private static final String HEAD = "\u0088\u000f\u0010\u0010application/json";

    private final ByteBuf head = Unpooled.buffer();
    private final ByteBuf body;
    private final ByteBuf rest = Unpooled.buffer();
    private boolean greeted;

    /** @param headers lines of HTTP/1.1, each with its end, that the response has beside its type */
    public Http2Echo(String headers, byte[] body) {
        this.body = Unpooled.wrappedBuffer(body);
        head.writeCharSequence(HEAD, ISO_8859_1);
        headers.lines().forEach(line -> {
            int colon = line.indexOf(':');
            head.writeByte(0);
            text(line.substring(0, colon).toLowerCase(Locale.ROOT));
            text(line.substring(colon + 1).strip());
        });
    }

    private void text(String text) {
        HpackEncoder.number(head, 0, 0x7f, text.length());
        head.writeCharSequence(text, ISO_8859_1);
    }

    /** Whether a client that begins so speaks HTTP/2. */
    public static boolean isBegunBy(ByteBuf in) {
        return in.readableBytes() >= Integer.BYTES && in.getInt(in.readerIndex()) == START;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        var in = (ByteBuf) message;
        rest.writeBytes(in);
        in.release();
        ByteBuf out = context.alloc().buffer();
        if (!greeted && rest.readableBytes() >= PREFACE_BYTES) {
            greeted = true;
            rest.skipBytes(PREFACE_BYTES);
            head(out, 0, Http2Wire.SETTINGS, 0, 0);
            head(out, 0, Http2Wire.SETTINGS, Http2Wire.ACK, 0);
        }
        while (greeted && rest.readableBytes() >= Http2Wire.HEAD_BYTES) {
            int length = rest.getUnsignedMedium(rest.readerIndex());
            if (rest.readableBytes() < Http2Wire.HEAD_BYTES + length) {
                break;
            }
            frame(rest.readSlice(Http2Wire.HEAD_BYTES + length), length, out);
        }
        rest.discardReadBytes();
        context.writeAndFlush(out, context.voidPromise());
    }

    private void frame(ByteBuf frame, int length, ByteBuf out) {
        int type = frame.getByte(3);
        int stream = frame.getInt(5);
        if (type == Http2Wire.DATA && length > 0) {
            head(out, Integer.BYTES, Http2Wire.WINDOW_UPDATE, 0, 0).writeInt(length);
            head(out, Integer.BYTES, Http2Wire.WINDOW_UPDATE, 0, stream).writeInt(length);
        }
        if (type <= Http2Wire.HEADERS && (frame.getByte(4) & Http2Wire.END_STREAM) != 0) {
            int bytes = head.writerIndex();
            head(out, bytes, Http2Wire.HEADERS, Http2Wire.END_HEADERS, stream).writeBytes(head, 0, bytes);
            answer(stream, out);
        }
    }

    private void answer(int stream, ByteBuf out) {
        int length = body.writerIndex();
        for (int at = 0; at == 0 || at < length; at += Http2Wire.FRAME_BYTES) {
            int part = Math.min(length - at, Http2Wire.FRAME_BYTES);
            int flags = at + part == length ? Http2Wire.END_STREAM : 0;
            head(out, part, Http2Wire.DATA, flags, stream).writeBytes(body, at, part);
        }
    }

    private static ByteBuf head(ByteBuf out, int length, int type, int flags, int stream) {
        return out.writeMedium(length).writeByte(type).writeByte(flags).writeInt(stream);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }
}
