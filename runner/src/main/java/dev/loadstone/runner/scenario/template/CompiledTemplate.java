package dev.loadstone.runner.scenario.template;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.loadstone.protocol.HttpStep.BasicCredentials;
import dev.loadstone.protocol.Template;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;

/** Texts and templates put together, in which all that is known ahead is one run of bytes between two holes. */
public record CompiledTemplate(List<Piece> pieces) {
    public CompiledTemplate {
        pieces = List.copyOf(pieces);
    }

    /** One value and nothing else, which keeps its type. */
    public static CompiledTemplate of(Template template, Variables variables) {
        if (template.parts().size() == 1 && template.parts().getFirst() instanceof Template.Hole hole) {
            Source source = variables.source(hole.expression());
            return new CompiledTemplate(List.of(new Piece.Hole(source, hole.filters(), Place.VERBATIM)));
        }
        return new Builder(variables).template(template, Place.VERBATIM).build();
    }

    /** Appends it, and tells whether it is one value that is JSON by itself and not a text. */
    public boolean append(ByteBuf out, TemplateUser user) {
        boolean json = false;
        for (int i = 0; i < pieces.size(); i++) {
            json = pieces.get(i).append(out, user);
        }
        return json && pieces.size() == 1;
    }

    /** Whether it is the same for all users. */
    public boolean isStatic() {
        return pieces.stream().allMatch(Piece.Text.class::isInstance);
    }

    /** The number of bytes that are the same for all users. */
    public int staticLength() {
        return pieces.stream()
                .mapToInt(piece -> piece instanceof Piece.Text(byte[] bytes) ? bytes.length : 0)
                .sum();
    }

    /** Puts them together from left to right. */
    public static final class Builder {
        /** A constant as long as this stays an array of its own: there may be many requests with the same file. */
        private static final int LARGE = 4096;

        private final Variables variables;
        private final List<Piece> pieces = new ArrayList<>();
        private final ByteBuf known = Unpooled.buffer();

        public Builder(Variables variables) {
            this.variables = variables;
        }

        public Builder text(String text, Place place) {
            int start = known.writerIndex();
            known.writeCharSequence(text, UTF_8);
            place.guard(known, start);
            return this;
        }

        public Builder template(Template template, Place place) {
            for (Template.Part part : template.parts()) {
                switch (part) {
                    case Template.Text text -> text(text.text(), place);
                    case Template.Hole hole ->
                        hole(new Piece.Hole(variables.source(hole.expression()), hole.filters(), place));
                }
            }
            return this;
        }

        /** A header with a name and a password. */
        public Builder credentials(BasicCredentials basic) {
            CompiledTemplate pair = new Builder(variables)
                    .template(basic.username(), Place.VERBATIM)
                    .text(":", Place.VERBATIM)
                    .template(basic.password(), Place.VERBATIM)
                    .build();
            text("Authorization: Basic ", Place.VERBATIM);
            hole(new Piece.Hole(new Source.Credentials(pair), List.of(), Place.VERBATIM));
            return text("\r\n", Place.VERBATIM);
        }

        public Builder append(CompiledTemplate other) {
            for (Piece piece : other.pieces) {
                switch (piece) {
                    case Piece.Text(byte[] bytes) -> constant(bytes);
                    case Piece.Hole hole -> hole(hole);
                }
            }
            return this;
        }

        public Builder hole(Piece.Hole hole) {
            if (!(hole.source() instanceof Source.Constant(byte[] text))) {
                flush();
                pieces.add(hole);
            } else if (hole.filters().isEmpty() && hole.place() == Place.VERBATIM) {
                constant(text);
            } else {
                int start = known.writerIndex();
                known.writeBytes(text);
                hole.finish(known, start, false);
            }
            return this;
        }

        private void constant(byte[] bytes) {
            if (bytes.length < LARGE) {
                known.writeBytes(bytes);
            } else {
                flush();
                pieces.add(new Piece.Text(bytes));
            }
        }

        public CompiledTemplate build() {
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
