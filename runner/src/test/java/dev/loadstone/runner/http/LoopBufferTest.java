package dev.loadstone.runner.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import org.junit.jupiter.api.Test;

class LoopBufferTest {
    private final LoopBuffer buffer = new LoopBuffer(16);

    @Test
    void whatNobodyHoldsServesAgainAndIsEmpty() {
        ByteBuf first = buffer.take().writeByte('x');
        first.release();

        ByteBuf second = buffer.take();

        assertThat(second).isSameAs(first);
        assertThat(second.isReadable()).isFalse();
        second.release();
        buffer.close();
        assertThat(first.refCnt()).isZero();
    }

    @Test
    void whatSomebodyHoldsIsNotGivenToAnother() {
        ByteBuf held = buffer.take().writeByte('x');

        ByteBuf other = buffer.take().writeByte('y');

        assertThat(other).isNotSameAs(held);
        assertThat(held.getByte(0)).isEqualTo((byte) 'x');
        assertThat(held.refCnt()).isEqualTo(1);
        held.release();
        other.release();
        buffer.close();
        assertThat(other.refCnt()).isZero();
    }

    @Test
    void oneThatGrewLargeIsNotKept() {
        ByteBuf large = buffer.take().writeZero(1 << 20);
        large.release();

        ByteBuf next = buffer.take();

        assertThat(next.capacity()).isLessThan(1 << 20);
        assertThat(large.refCnt()).isZero();
        next.release();
        buffer.close();
    }

    @Test
    void whatIsTakenAfterTheEndIsNotKept() {
        buffer.close();

        ByteBuf late = buffer.take();

        assertThat(late.release()).isTrue();
    }
}
