package dev.loadstone.runner.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;

class Http2LimitsTest {
    /** The server's table was empty in between, and it wants to be told so (RFC 7541, 4.2). */
    @Test
    void aTableThatWasSmallerInBetweenStaysSo() throws Http2Fault {
        var limits = new Http2Limits();
        var settings = Unpooled.buffer()
                .writeShort(Http2Wire.HEADER_TABLE_SIZE)
                .writeInt(0)
                .writeShort(Http2Wire.HEADER_TABLE_SIZE)
                .writeInt(4096);

        limits.read(settings, settings.writerIndex());

        assertThat(limits.tableBytes).isZero();
    }
}
