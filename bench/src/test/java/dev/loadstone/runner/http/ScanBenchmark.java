package dev.loadstone.runner.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A response of nginx from its first byte to its last, nothing of it kept. */
@State(Scope.Thread)
public class ScanBenchmark {
    private final ResponseParser parser = new ResponseParser(new Wanted(new LoopBuffers()));
    private final ByteBuf response = direct("HTTP/1.1 200 OK\r\nServer: nginx/1.22.1\r\nDate: Sat, 21 Nov 2026 19:26:29 GMT\r\n"
            + "Content-Type: application/json\r\nContent-Length: 101\r\nConnection: keep-alive\r\n\r\n"
            + "x".repeat(101));

    private static ByteBuf direct(String text) {
        return Unpooled.directBuffer(text.length()).writeBytes(text.getBytes(US_ASCII));
    }

    @Benchmark
    public boolean response() {
        parser.begin(false, 1 << 20);
        parser.read(response.readerIndex(0));
        return parser.isWhole();
    }
}
