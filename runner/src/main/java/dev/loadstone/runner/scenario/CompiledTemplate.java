package dev.loadstone.runner.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.loadstone.protocol.Template;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;

/** Texts and templates put together, in which all that is known ahead is one run of bytes between two holes. */
record CompiledTemplate(List<Piece> pieces) {
    CompiledTemplate {
        pieces = List.copyOf(pieces);
    }

    void append(ByteBuf out, UserState user) {
        for (int i = 0; i < pieces.size(); i++) {
            pieces.get(i).append(out, user);
        }
    }

    /** Whether it is the same for all users. */
    boolean isStatic() {
        return pieces.stream().allMatch(Piece.Text.class::isInstance);
    }

    /** The number of bytes that are the same for all users. */
    int staticLength() {
        return pieces.stream()
                .mapToInt(piece -> piece instanceof Piece.Text(byte[] bytes) ? bytes.length : 0)
                .sum();
    }

    /** Puts them together from left to right. */
    static final class Builder {
        private final Variables variables;
        private final List<Piece> pieces = new ArrayList<>();
        private final ByteBuf known = Unpooled.buffer();

        Builder(Variables variables) {
            this.variables = variables;
        }

        Builder text(String text, Place place) {
            int start = known.writerIndex();
            known.writeCharSequence(text, UTF_8);
            place.guard(known, start);
            return this;
        }

        Builder template(Template template, Place place) {
            for (Template.Part part : template.parts()) {
                switch (part) {
                    case Template.Text text -> text(text.text(), place);
                    case Template.Hole hole ->
                        hole(new Piece.Hole(variables.source(hole.expression()), hole.filters(), place));
                }
            }
            return this;
        }

        Builder append(CompiledTemplate other) {
            for (Piece piece : other.pieces) {
                switch (piece) {
                    case Piece.Text text -> known.writeBytes(text.bytes());
                    case Piece.Hole hole -> hole(hole);
                }
            }
            return this;
        }

        private void hole(Piece.Hole hole) {
            if (hole.source() instanceof Source.Constant constant) {
                int start = known.writerIndex();
                known.writeBytes(constant.text());
                hole.finish(known, start, false);
            } else {
                flush();
                pieces.add(hole);
            }
        }

        CompiledTemplate build() {
            flush();
            return new CompiledTemplate(pieces);
        }

        private void flush() {
            if (known.isReadable()) {
                pieces.add(new Piece.Text(ByteBufUtil.getBytes(known)));
                known.clear();
            }
        }
    }
}
