package dev.loadstone.runner.http;

import dev.loadstone.protocol.ErrorClass;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A request that a test sends, and how it ended. */
final class Ask extends Exchange {
    /**
     * How it ended.
     *
     * @param outcome the status, or the class of the error
     */
    record End(String outcome, String head, byte[] body, long atNanos) {
        String text() {
            return new String(body, StandardCharsets.ISO_8859_1);
        }
    }

    private final String request;
    private final CompletableFuture<End> end = new CompletableFuture<>();
    private final AtomicInteger ends = new AtomicInteger();
    private volatile long delayNanos = NEVER;
    private Wallet wallet = new Wallet();
    private boolean discards;
    private long timeoutNanos;
    private @Nullable Runnable redirected;
    private @Nullable Runnable failed;

    Ask(String request) {
        this.request = request;
    }

    static Ask get(String path) {
        return new Ask("GET " + path + " HTTP/1.1\r\nHost: there\r\n\r\n");
    }

    static Ask post(String path, String body) {
        return new Ask(
                "POST " + path + " HTTP/1.1\r\nHost: there\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
    }

    Ask by(Wallet wallet) {
        this.wallet = wallet;
        return this;
    }

    Ask discarding() {
        discards = true;
        return this;
    }

    Ask within(long millis) {
        timeoutNanos = millis * 1_000_000;
        return this;
    }

    /** What is done about a redirect, on the client's thread. */
    Ask onRedirect(Runnable redirected) {
        this.redirected = redirected;
        return this;
    }

    /** What is done about a failure, on the client's thread, after it was told. */
    Ask onFailure(Runnable failed) {
        this.failed = failed;
        return this;
    }

    End end() {
        try {
            return end.get(30, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError("no end of " + request.lines().findFirst().orElse("nothing"), e);
        }
    }

    String outcome() {
        return end().outcome();
    }

    /** How often it ended, which is once. */
    int ends() {
        return ends.get();
    }

    /** How long it waited on its connection before it was put on the wire; {@link #NEVER} where it was not. */
    long delayNanos() {
        return delayNanos;
    }

    boolean isOver() {
        return end.isDone();
    }

    @Override
    protected void encode(ByteBuf out) {
        if (request.isEmpty()) {
            throw new IllegalStateException("a value is missing");
        }
        out.writeCharSequence(request, StandardCharsets.ISO_8859_1);
    }

    @Override
    protected void departed(long delay) {
        delayNanos = delay;
    }

    @Override
    protected boolean readsBody() {
        return !discards;
    }

    @Override
    protected boolean readsHead() {
        return !discards;
    }

    @Override
    protected boolean readsWholeHead() {
        return !discards;
    }

    @Override
    protected Wallet wallet() {
        return wallet;
    }

    @Override
    protected long timeoutNanos() {
        return timeoutNanos;
    }

    @Override
    protected void responded(int status, ByteBuf head, ByteBuf body, long atNanos) {
        if (redirected != null && status / 100 == 3) {
            redirected.run();
            return;
        }
        ends.incrementAndGet();
        end.complete(
                new End("" + status, head.toString(StandardCharsets.ISO_8859_1), ByteBufUtil.getBytes(body), atNanos));
    }

    @Override
    protected void failed(ErrorClass.Kind kind, long atNanos) {
        ends.incrementAndGet();
        end.complete(new End(kind.toString(), "", new byte[0], atNanos));
        if (failed != null) {
            failed.run();
        }
    }
}
