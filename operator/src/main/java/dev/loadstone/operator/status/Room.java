package dev.loadstone.operator.status;

import dev.loadstone.api.v1alpha1.LoadTestStatus;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * How much a status may say. A status is kept by etcd and carried to everybody who watches, so it is bounded; the
 * whole report stands elsewhere.
 *
 * @param requests by name, the others are folded into one
 * @param thresholds by name, the others are folded into one
 * @param others groups, metrics and phases by name, of each; the others are folded into one
 * @param history runs before the current one; of a test that wants more the oldest are forgotten
 */
record Room(int requests, int thresholds, int others, int nameChars, int messageChars, int history) {
    /** Places in the queue and in the schedule come on top. */
    private static final int MOST_BYTES = 16 * 1024 - 300;

    private static final KubernetesSerialization JSON = new KubernetesSerialization();

    /** From the widest to one that fits whatever happened. */
    static final List<Room> SIZES = List.of(
            new Room(20, 100, 20, 100, 1000, 50),
            new Room(20, 100, 20, 63, 1000, 50),
            new Room(20, 100, 10, 63, 1000, 50),
            new Room(20, 100, 5, 63, 1000, 50),
            new Room(15, 100, 5, 63, 1000, 50),
            new Room(10, 100, 5, 63, 500, 50),
            new Room(10, 60, 5, 63, 500, 50),
            new Room(10, 60, 5, 63, 500, 30),
            new Room(10, 60, 5, 63, 500, 20),
            new Room(10, 60, 5, 63, 500, 10),
            new Room(5, 60, 5, 48, 500, 10),
            new Room(5, 40, 5, 40, 500, 10),
            new Room(5, 20, 3, 32, 250, 10),
            new Room(0, 10, 0, 24, 120, 10));

    /** Conditions repeat the message; a part of it is enough there. */
    int conditionMessageChars() {
        return messageChars / 4;
    }

    String name(String name) {
        return shortened(name, nameChars);
    }

    static boolean fits(LoadTestStatus status) {
        return JSON.asJson(status).getBytes(StandardCharsets.UTF_8).length <= MOST_BYTES;
    }

    /** The text, cut where it is longer than so many characters. */
    static String shortened(String text, int chars) {
        if (text.length() <= chars) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(chars - 4)) ? chars - 4 : chars - 3;
        return text.substring(0, end) + "...";
    }
}
