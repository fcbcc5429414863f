package dev.loadstone.runner.scenario;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.loadstone.runner.scenario.template.CompiledTemplate;
import dev.loadstone.runner.scenario.template.Scratch;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.util.List;

/** A request that can be sent for any user, and what its response must be. */
public final class Request {
    private static final byte[] GET = "GET".getBytes(US_ASCII);
    private static final byte[] VERSION = " HTTP/1.1\r\n".getBytes(US_ASCII);

    private final int index;
    private final String scenario;
    private final String name;
    private final int target;
    private final long timeoutNanos;
    private final byte[] method;
    private final CompiledTemplate uri;
    private final Message message;
    private final Onward onward;
    private final boolean namesCookies;
    private final Judge judge;

    Request(int index, String scenario, RequestCompiler.Parts parts, Judge judge) {
        this.index = index;
        this.scenario = scenario;
        name = parts.step().name();
        target = parts.target();
        timeoutNanos = Math.multiplyExact(parts.step().timeoutMillis(), 1_000_000L);
        method = parts.step().method().getBytes(US_ASCII);
        uri = parts.uri();
        message = parts.message();
        onward = parts.onward();
        namesCookies = parts.namesCookies();
        this.judge = judge;
    }

    /** Its number among all requests of the program, from 0. */
    public int index() {
        return index;
    }

    public String scenario() {
        return scenario;
    }

    /** What its figures are reported under. */
    public String name() {
        return name;
    }

    /** Index, among all targets of the plan, of the one that it goes to. */
    public int target() {
        return target;
    }

    /** Until when it must have ended, counted from when it is sent; 0 for the target's own timeout. */
    public long timeoutNanos() {
        return timeoutNanos;
    }

    /** Whether anything looks at the header lines of the response; otherwise they may be thrown away as they come. */
    public boolean readsHead() {
        return judge.readsHead();
    }

    /** Whether anything looks at other header lines than those of redirects and cookies. */
    public boolean readsWholeHead() {
        return judge.judgesHead();
    }

    /** Whether anything looks at the body; otherwise it may be thrown away as it comes. */
    public boolean readsBody() {
        return judge.readsBody();
    }

    /** The bits of a verdict, from the lowest; none stands for the expectation that is implied where no status is checked. */
    public List<String> checkNames() {
        return judge.checkNames();
    }

    Judge judge() {
        return judge;
    }

    Onward onward() {
        return onward;
    }

    boolean isGetOrHead() {
        return method.length == 3 && method[0] == 'G' || method.length == 4 && method[0] == 'H';
    }

    /** Appends the whole or, where a value is missing, nothing. */
    void encode(Draft draft, ByteBuf out, UserState user) {
        int begin = out.writerIndex();
        try {
            if (draft.hops() > 0) {
                encodeHop(draft, out, user);
                return;
            }
            if (!message.isStatic()) {
                user.drawFor(draft);
            }
            append(message, target, begin + method.length + 1, out, user);
        } catch (IllegalStateException e) {
            out.writerIndex(begin);
            throw e;
        } finally {
            user.drawForLife();
        }
    }

    private void encodeHop(Draft draft, ByteBuf out, UserState user) {
        byte[] verb = draft.isEmptied() ? GET : method;
        user.drawFor(draft);
        int begin = out.writerIndex();
        out.writeBytes(verb).writeByte(' ').writeBytes(draft.uri()).writeBytes(VERSION);
        append(onward.message(draft), draft.target(), begin + verb.length + 1, out, user);
    }

    private void append(Message whole, int to, int uriStart, ByteBuf out, UserState user) {
        if (user.cookies().isEmpty() || !onward.keepsCookies(to) || namesCookies) {
            whole.append(out, user);
        } else {
            whole.appendWithCookies(out, user, onward.origin(to), uriStart);
        }
    }

    /** Path and query of the draft's current hop, each byte a character. */
    String uri(Draft draft, UserState user) {
        if (draft.hops() > 0) {
            return new String(draft.uri(), ISO_8859_1);
        }
        ByteBuf out = Scratch.take();
        user.drawFor(draft);
        try {
            uri.append(out, user);
        } finally {
            user.drawForLife();
        }
        return new String(ByteBufUtil.getBytes(out), ISO_8859_1);
    }

    /** The path alone. */
    String path(Draft draft, UserState user) {
        String whole = uri(draft, user);
        int question = whole.indexOf('?');
        return question < 0 ? whole : whole.substring(0, question);
    }
}
