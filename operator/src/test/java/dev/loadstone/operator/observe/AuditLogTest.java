package dev.loadstone.operator.observe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class AuditLogTest {
    @Test
    void anEntryIsOneLineThatSaysWhatItIs() throws IOException {
        var out = new ByteArrayOutputStream();
        var log = new AuditLog(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC));
        log.write(new AuditEntry(
                "RunEnded",
                "shop",
                "catalogue",
                "uid",
                3,
                "SpecChanged",
                new AuditEntry.Change("kubectl", "Apply", null),
                "shop:loadstone.dev/LoadTest:shop/catalogue",
                List.of("http://shop:8080"),
                new AuditEntry.Load(200, 0, 60_000),
                new AuditEntry.Pods(3, null, "default"),
                List.of("tenants"),
                new AuditEntry.Outcome("FAILED", "ThresholdsFailed", "p99 was\nlate", 12_000)));
        String text = out.toString(StandardCharsets.UTF_8);
        assertThat(text.lines()).hasSize(1);
        assertThat(text).startsWith("{\"audit\":true,\"time\":\"2026-01-02T03:04:05Z\",\"event\":\"RunEnded\",");
        JsonNode line = new ObjectMapper().readTree(text);
        assertThat(line.at("/changedBy/manager").asText()).isEqualTo("kubectl");
        assertThat(line.at("/tracking").asText()).startsWith("shop:");
        assertThat(line.at("/targets/0").asText()).isEqualTo("http://shop:8080");
        assertThat(line.at("/outcome/requests").asLong()).isEqualTo(12_000);
        assertThat(line.at("/pods").has("image")).as("what is null is left out").isFalse();
    }
}
