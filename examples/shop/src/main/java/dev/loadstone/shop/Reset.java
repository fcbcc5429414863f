package dev.loadstone.shop;

import io.netty.channel.ChannelOption;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.impl.ConnectionBase;

/** No answer at all: the connection is reset, as by a server that crashed or a firewall that has had enough. */
record Reset(HttpConnection connection) implements Payload {
    @Override
    public void sendBy(HttpServerResponse response) {
        var channel = ((ConnectionBase) connection).channel();
        // To close without lingering is to reset.
        channel.config().setOption(ChannelOption.SO_LINGER, 0);
        channel.close();
    }
}
