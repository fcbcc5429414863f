package dev.loadstone.operator.loadtest;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.loadstone.api.v1alpha1.LoadTestSpec;
import dev.loadstone.api.v1alpha1.OnLoss;
import dev.loadstone.api.v1alpha1.OnSaturation;
import dev.loadstone.api.v1alpha1.RunPolicySpec;
import dev.loadstone.api.v1alpha1.RunnersSpec;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether two specs ask for the same run: all of a spec counts but {@code suspend}, {@code schedule} and what of
 * {@code runPolicy} is only about runs that are there. What a spec says by default does not count either, so that it may gain
 * fields.
 */
final class SpecHash {
    private static final int DIGITS = 16;
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED)
            .addMixIn(RunPolicySpec.class, OfTheRun.class)
            .addMixIn(RunnersSpec.class, UnlessDefault.class)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_EMPTY, JsonInclude.Include.NON_EMPTY))
            .build();

    /** What does not make another run. */
    @JsonIgnoreProperties({"activeDeadline", "onChange", "historyLimit", "ttlAfterFinished"})
    private interface OfTheRun {}

    private interface UnlessDefault {
        @JsonInclude(value = JsonInclude.Include.CUSTOM, valueFilter = Default.class)
        OnLoss onLoss();

        @JsonInclude(value = JsonInclude.Include.CUSTOM, valueFilter = Default.class)
        OnSaturation onSaturation();
    }

    /** Equal to what is left out. */
    private static final class Default {
        @Override
        public boolean equals(@Nullable Object other) {
            return other == null || other == OnLoss.FAIL || other == OnSaturation.INCONCLUSIVE;
        }

        @Override
        public int hashCode() {
            return 0;
        }
    }

    private SpecHash() {}

    static String of(LoadTestSpec spec) {
        var plain = spec.timeless();
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(MAPPER.writeValueAsBytes(plain));
            return HexFormat.of().formatHex(digest).substring(0, DIGITS);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a spec that was read can be written", e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
