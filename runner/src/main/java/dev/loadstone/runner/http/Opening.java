package dev.loadstone.runner.http;

import dev.loadstone.protocol.Target;
import io.netty.channel.Channel;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.util.concurrent.Promise;
import java.net.ProtocolException;

/** A connection on its way to be opened. */
record Opening(Pool pool, Site site, Promise<Connection> opened) {

    /** What TLS has agreed upon; HTTP/1.1 where it was not asked. */
    void agreed(String protocol, Channel channel) {
        if (protocol.equals(ApplicationProtocolNames.HTTP_2)) {
            http2(channel);
        } else if (site.target().protocol() == Target.HttpVersion.HTTP_2) {
            channel.close();
            fail(new ProtocolException("the server does not offer HTTP/2"));
        } else {
            http1(channel);
        }
    }

    private void http1(Channel channel) {
        var connection = new Http1Connection(pool, site);
        channel.pipeline().addLast(connection);
        site.carries(1);
        succeed(connection);
    }

    /** It is open when the server has said how many streams it takes. */
    void http2(Channel channel) {
        channel.pipeline().addLast(new Http2Session(this));
    }

    void succeed(Connection connection) {
        opened.trySuccess(connection);
    }

    void fail(Throwable cause) {
        opened.tryFailure(cause);
    }
}
