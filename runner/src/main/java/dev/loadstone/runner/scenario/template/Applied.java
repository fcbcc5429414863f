package dev.loadstone.runner.scenario.template;

import dev.loadstone.protocol.Function;
import dev.loadstone.runner.scenario.encoding.Base64Encoding;
import dev.loadstone.runner.scenario.encoding.Digests;
import dev.loadstone.runner.scenario.encoding.PercentEncoding;
import io.netty.buffer.ByteBuf;
import java.util.List;

/** What a function makes of values. */
record Applied(Function function, List<Source> arguments) implements Source {
    Applied {
        arguments = List.copyOf(arguments);
    }

    @Override
    public boolean append(ByteBuf out, TemplateUser user) {
        int start = out.writerIndex();
        int last = start;
        for (int i = 0; i < arguments.size(); i++) {
            last = out.writerIndex();
            arguments.get(i).append(out, user);
        }
        switch (function) {
            case BASE64 -> Base64Encoding.encode(out, start);
            case URL_ENCODE -> PercentEncoding.COMPONENT.encode(out, start);
            case MD5 -> Digests.md5(out, start);
            case SHA256 -> Digests.sha256(out, start);
            case HMAC_SHA256 -> Digests.hmacSha256(out, start, last);
        }
        return false;
    }
}
