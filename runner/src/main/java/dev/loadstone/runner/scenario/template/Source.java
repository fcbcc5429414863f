package dev.loadstone.runner.scenario.template;

import dev.loadstone.runner.scenario.encoding.Base64Encoding;
import dev.loadstone.runner.scenario.encoding.Decimal;
import dev.loadstone.runner.scenario.feed.Rows;
import io.netty.buffer.ByteBuf;

/** Where the value in a hole of a template comes from. */
sealed interface Source
        permits Source.Constant,
                Source.VariableValue,
                Source.UserNumber,
                Source.IterationNumber,
                Source.Cell,
                Source.Credentials,
                Applied,
                Drawn,
                Now {
    /** Appends the value, and tells whether it is JSON by itself (a number, captured JSON) and not a text. */
    boolean append(ByteBuf out, TemplateUser user);

    /** The same for all users. */
    record Constant(byte[] text) implements Source {
        @Override
        public boolean append(ByteBuf out, TemplateUser user) {
            out.writeBytes(text);
            return false;
        }
    }

    /** What the user captured or set, or what stands for it. */
    record VariableValue(Named variable) implements Source {
        @Override
        public boolean append(ByteBuf out, TemplateUser user) {
            return variable.append(out, user);
        }
    }

    /** The number of the user. */
    record UserNumber() implements Source {
        @Override
        public boolean append(ByteBuf out, TemplateUser user) {
            Decimal.append(out, user.userId());
            return true;
        }
    }

    /** The number of the user's iteration. */
    record IterationNumber() implements Source {
        @Override
        public boolean append(ByteBuf out, TemplateUser user) {
            Decimal.append(out, user.iteration());
            return true;
        }
    }

    /** A column of the row that the user took. */
    record Cell(int feeder, int column, Rows rows) implements Source {
        @Override
        public boolean append(ByteBuf out, TemplateUser user) {
            int row = user.row(feeder);
            rows.append(row, column, out);
            return rows.isJson(row, column);
        }
    }

    /** A name and a password, as RFC 7617 puts them together. */
    record Credentials(CompiledTemplate pair) implements Source {
        @Override
        public boolean append(ByteBuf out, TemplateUser user) {
            int start = out.writerIndex();
            pair.append(out, user);
            Base64Encoding.encode(out, start);
            return false;
        }
    }
}
