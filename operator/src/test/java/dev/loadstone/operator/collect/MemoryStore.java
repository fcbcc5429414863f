package dev.loadstone.operator.collect;

import java.util.Map;

/** A certificate store in memory, with versions. */
final class MemoryStore implements CertificateStore {
    private Stored stored = new Stored(Map.of(), "1");
    int writes;
    /** What another replica writes between our read and our write, once. */
    Map<String, String> intruder = Map.of();

    @Override
    public synchronized Stored read() {
        return stored;
    }

    @Override
    public synchronized boolean replace(Stored before, Map<String, String> pem) {
        if (!intruder.isEmpty()) {
            write(intruder);
            intruder = Map.of();
        }
        if (!before.version().equals(stored.version())) {
            return false;
        }
        write(pem);
        return true;
    }

    void write(Map<String, String> pem) {
        writes++;
        stored = new Stored(pem, Integer.toString(Integer.parseInt(stored.version()) + 1));
    }
}
