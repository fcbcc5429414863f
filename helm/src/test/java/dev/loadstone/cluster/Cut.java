package dev.loadstone.cluster;

import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;
import java.util.stream.Stream;

/** Packets between pods that the kernel drops, in both directions and of open connections too, until this is closed. */
record Cut(List<String> rules) implements AutoCloseable {
    private static final String IPTABLES = "iptables -w 10 ";

    /** @param runners who is cut off; where none is named, every pod is */
    static Cut between(Pod pod, List<Pod> runners) {
        String there = pod.getStatus().getPodIP();
        List<String> pairs = runners.isEmpty()
                ? List.of("-s " + there, "-d " + there)
                : runners.stream()
                        .map(each -> each.getStatus().getPodIP())
                        .flatMap(here -> Stream.of("-s %s -d %s".formatted(here, there), "-s %s -d %s".formatted(there, here)))
                        .toList();
        var cut = new Cut(pairs.stream().map(each -> "FORWARD " + each + " -m comment --comment loadstone-cut -j DROP").toList());
        try {
            cut.rules.forEach(each -> Shell.run(IPTABLES + "-I " + each));
        } catch (RuntimeException e) {
            cut.close();
            throw e;
        }
        return cut;
    }

    @Override
    public void close() {
        rules.forEach(each -> Shell.run("! " + IPTABLES + "-C " + each + " 2>/dev/null || " + IPTABLES + "-D " + each));
    }
}
