package dev.loadstone.runner.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CpuLimitTest {
    @TempDir
    Path root;

    @Test
    void versionTwoInAContainerOfItsOwn() throws IOException {
        Files.writeString(root.resolve("cpu.stat"), "usage_usec 5\nnr_throttled 1\nthrottled_usec 1234\n");
        assertThat(CpuLimit.in(root, List.of("0::/")).throttledMicros()).isEqualTo(1234);
        assertThat(CpuLimit.in(root, List.of("0::/kubepods/of/the/host")).throttledMicros())
                .isEqualTo(1234);
    }

    @Test
    void versionTwoOnTheHost() throws IOException {
        Files.writeString(root.resolve("cpu.stat"), "throttled_usec 1\n");
        Files.createDirectories(root.resolve("user/session"));
        Files.writeString(root.resolve("user/session/cpu.stat"), "throttled_usec 77\n");
        assertThat(CpuLimit.in(root, List.of("0::/user/session")).throttledMicros())
                .isEqualTo(77);
    }

    @Test
    void versionOneCountsNanoseconds() throws IOException {
        Files.createDirectories(root.resolve("cpu,cpuacct/pod"));
        Files.writeString(root.resolve("cpu,cpuacct/pod/cpu.stat"), "nr_periods 9\nthrottled_time 5000000\n");
        assertThat(CpuLimit.in(root, List.of("7:memory:/pod", "4:cpu,cpuacct:/pod"))
                        .throttledMicros())
                .isEqualTo(5000);
    }

    @Test
    void neither() {
        assertThat(CpuLimit.in(root, List.of()).throttledMicros()).isZero();
    }
}
