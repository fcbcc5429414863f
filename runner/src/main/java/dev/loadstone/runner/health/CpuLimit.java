package dev.loadstone.runner.health;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** For how long the container's CPU limit held it back, by cgroup v2 or v1; never, where there is neither. */
final class CpuLimit {
    private final Optional<Path> stat;

    private CpuLimit(Optional<Path> stat) {
        this.stat = stat;
    }

    /** Looks under /sys/fs/cgroup for the group that this process is in. */
    static CpuLimit ofThisProcess() {
        return in(Path.of("/sys/fs/cgroup"), lines(Path.of("/proc/self/cgroup")));
    }

    /** @param groups the lines of /proc/self/cgroup */
    static CpuLimit in(Path root, List<String> groups) {
        Stream<Path> own = groups.stream().flatMap(line -> {
            String[] fields = line.split(":", 3);
            boolean cpu = fields.length == 3
                    && (fields[1].isEmpty() || List.of(fields[1].split(",")).contains("cpu"));
            return cpu ? Stream.of(root.resolve(fields[1]).resolve("." + fields[2])) : Stream.empty();
        });
        // In a container the group's own path is often not to be seen, because the mount begins at it.
        Stream<Path> mounts = Stream.of(root, root.resolve("cpu"), root.resolve("cpu,cpuacct"));
        return new CpuLimit(Stream.concat(own, mounts)
                .map(group -> group.resolve("cpu.stat").normalize())
                .filter(Files::isReadable)
                .findFirst());
    }

    /** Microseconds since the container began. */
    long throttledMicros() {
        return stat.map(CpuLimit::lines).orElse(List.of()).stream()
                .map(line -> line.split(" "))
                .filter(fields -> fields.length == 2)
                .mapToLong(fields -> switch (fields[0]) {
                    case "throttled_usec" -> Long.parseLong(fields[1]);
                    case "throttled_time" -> Long.parseLong(fields[1]) / 1000;
                    default -> 0;
                })
                .sum();
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            return List.of();
        }
    }
}
