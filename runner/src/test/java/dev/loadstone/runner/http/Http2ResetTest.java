package dev.loadstone.runner.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.protocol.Slice;
import dev.loadstone.protocol.Target;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.EventLoop;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.ReferenceCountUtil;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What has failed ends at once, though the server takes no byte any more, and does not end again. */
class Http2ResetTest {
    /** A server's end that reads, until it does not. */
    private static final class Stuck extends ChannelOutboundHandlerAdapter {
        private boolean stuck;

        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
            if (stuck) {
                ReferenceCountUtil.release(message);
            } else {
                context.write(message, promise);
            }
        }
    }

    static Stream<Arguments> responses() {
        return Stream.of(
                Arguments.of("no status", "PROTOCOL", Frames.frame(Frames.HEADERS, Frames.ENDS, 3, new byte[] {
                    0x40, 1, 'x', 1, 'y'
                })),
                Arguments.of("upper case", "PROTOCOL", Frames.frame(Frames.HEADERS, Frames.ENDS, 3, new byte[] {
                    0x40, 1, 'X', 1, 'y'
                })),
                Arguments.of("before the request was whole", "200", Frames.ok(3)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("responses")
    void aStreamEndsThoughItsResetIsStuck(String name, String outcome, byte[] response) {
        var group = Transport.best().loops(1, "client");
        Target target = Targets.http2(1);
        EventLoop loop = group.next();
        try (var client = new HttpClient(
                        loop,
                        Transport.best(),
                        List.of(target),
                        Slice.WHOLE,
                        Gate.OPEN,
                        file -> new byte[0],
                        System::nanoTime,
                        () -> {});
                var dialer = new Dialer(loop, Transport.best(), target, 0, Gate.OPEN, file -> new byte[0]);
                var site = new Site(0, client, target, Slice.WHOLE, dialer)) {
            var server = new Stuck();
            var session = new Http2Session(new Opening(site.common(), site, loop.newPromise()));
            var channel = new EmbeddedChannel(server, session);
            channel.writeInbound(Unpooled.wrappedBuffer(Frames.settings()));
            Ask ask = Ask.post("/", "x".repeat(100_000));
            session.send(ask, System.nanoTime());
            server.stuck = true;
            channel.writeInbound(Unpooled.wrappedBuffer(response));
            assertThat(ask.ends()).isEqualTo(1);
            assertThat(ask.outcome()).isEqualTo(outcome);
            client.abandon(ask);
            channel.close();
            channel.runPendingTasks();
            assertThat(ask.ends()).isEqualTo(1);
        } finally {
            group.shutdownGracefully(0, 1, java.util.concurrent.TimeUnit.SECONDS)
                    .syncUninterruptibly();
        }
    }
}
