package dev.loadstone.runner.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import javax.net.ssl.SSLException;

/** Waits for the TLS handshake, and makes way for what it agrees upon. */
final class Negotiation extends ChannelInboundHandlerAdapter {
    private final Opening opening;

    Negotiation(Opening opening) {
        this.opening = opening;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof SslHandshakeCompletionEvent handshake) {
            if (handshake.isSuccess()) {
                String agreed = context.pipeline().get(SslHandler.class).applicationProtocol();
                opening.agreed(agreed == null ? ApplicationProtocolNames.HTTP_1_1 : agreed, context.channel());
                context.pipeline().remove(this);
            } else {
                exceptionCaught(context, handshake.cause());
            }
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        opening.fail(new SSLException("no TLS handshake", cause));
        context.close();
    }
}
