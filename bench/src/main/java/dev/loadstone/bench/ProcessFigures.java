package dev.loadstone.bench;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a process has taken since its start, and what it holds now; one line of text carries it to another process. */
record ProcessFigures(long cpuNanos, long allocatedBytes, long heapBytes, long residentKib) {
    private static final Path STATUS = Path.of("/proc/self/status");

    static ProcessFigures now() throws IOException {
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        String resident = Files.readAllLines(STATUS).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .findFirst()
                .orElseThrow();
        return new ProcessFigures(
                system.getProcessCpuTime(),
                threads.getTotalThreadAllocatedBytes(),
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
                Long.parseLong(resident.replaceAll("[^0-9]", "")));
    }

    static ProcessFigures parse(String line) {
        String[] words = line.split(" ");
        return new ProcessFigures(
                Long.parseLong(words[0]),
                Long.parseLong(words[1]),
                Long.parseLong(words[2]),
                Long.parseLong(words[3]));
    }

    @Override
    public String toString() {
        return cpuNanos + " " + allocatedBytes + " " + heapBytes + " " + residentKib;
    }
}
