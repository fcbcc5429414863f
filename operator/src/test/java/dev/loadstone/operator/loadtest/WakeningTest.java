package dev.loadstone.operator.loadtest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.api.v1alpha1.LoadTest;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import org.junit.jupiter.api.Test;

/** Which test a name stands for. */
class WakeningTest {
    private static LoadTest test(String uid) {
        var test = new LoadTest();
        test.setMetadata(new ObjectMetaBuilder()
                .withName("catalogue")
                .withNamespace("shop")
                .withUid(uid)
                .build());
        return test;
    }

    @Test
    void aTestThatTookAnothersNameTellsThatTheOtherIsGone() {
        var wakening = new Wakening();
        assertThat(wakening.learn(test("u1"))).isEmpty();
        assertThat(wakening.learn(test("u1"))).isEmpty();
        assertThat(wakening.learn(test("u2"))).as("after a broken watch").contains("u1");
        wakening.forget("u1");
        assertThat(wakening.learn(test("u2"))).isEmpty();
        wakening.forget("u2");
        assertThat(wakening.learn(test("u3")))
                .as("after a deletion that was told")
                .isEmpty();
    }
}
