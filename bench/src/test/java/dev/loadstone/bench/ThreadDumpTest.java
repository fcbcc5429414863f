package dev.loadstone.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ThreadDumpTest {
    private static final List<String> DUMP = List.of(
            "\"main\" #1 [77] prio=5 os_prio=0 cpu=45.01ms elapsed=9.11s allocated=5120K defined_classes=31 tid=0x1 nid=77",
            "   java.lang.Thread.State: RUNNABLE",
            "\"load-0\" #30 [95] prio=5 os_prio=0 cpu=5.1ms elapsed=8.1s allocated=12M defined_classes=0 tid=0x2 nid=95",
            "\"C1 CompilerThread0\" #13 [88] daemon prio=9 os_prio=0 cpu=9.1ms elapsed=9.0s allocated=24B tid=0x3 nid=88");

    @Test
    void whatThreadsAllocatedIsAddedUp() {
        assertThat(ThreadDump.allocatedBytes(DUMP, "")).isEqualTo((5120L << 10) + (12L << 20) + 24);
        assertThat(ThreadDump.allocatedBytes(DUMP, "load-")).isEqualTo(12L << 20);
    }
}
