package dev.loadstone.operator.collect;

import java.util.Map;

/** Where replicas share one certificate. */
public interface CertificateStore {
    Stored read();

    /** Writes, unless someone else wrote since {@code before} was read: then false, and nothing is changed. */
    boolean replace(Stored before, Map<String, String> pem);

    /** What is there, empty at first, and which version of it. */
    record Stored(Map<String, String> pem, String version) {
        public Stored {
            pem = Map.copyOf(pem);
        }
    }
}
