package dev.loadstone.shop;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

class LoginsTest {
    private final Logins logins = new Logins();

    @Test
    void manyEmailsAreToldApartExactly() {
        for (int round = 0; round < 2; round++) {
            for (int user = 0; user < 200_000; user++) {
                logins.add("user" + user + "@example.com");
            }
        }
        assertThat(logins.json()).isEqualTo(counted(400_000, 200_000, 200_000));
    }

    @Test
    void beyondItsBoundOnlyTheTotalGrows() {
        for (int user = 0; user < 1_000_010; user++) {
            logins.add("user" + user);
        }
        logins.add("user1");
        assertThat(logins.json()).isEqualTo(counted(1_000_011, 1_000_000, 1));
    }

    private static JsonObject counted(long total, long distinct, long repeated) {
        return new JsonObject().put("total", total).put("distinct", distinct).put("repeated", repeated);
    }
}
