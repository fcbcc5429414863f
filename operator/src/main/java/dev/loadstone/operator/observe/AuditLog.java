package dev.loadstone.operator.observe;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.loadstone.protocol.ProtocolJson;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;

/** Writes each entry as one line of JSON that begins with {@code {"audit":true}; a line may come twice after a restart. */
public final class AuditLog {
    private final PrintStream out;
    private final Clock clock;

    public AuditLog(PrintStream out, Clock clock) {
        this.out = out;
        this.clock = clock;
    }

    private record Line(
            boolean audit, String time, @JsonUnwrapped AuditEntry entry) {}

    /** It never fails. */
    public void write(AuditEntry entry) {
        var line = new Line(true, clock.instant().toString(), entry);
        out.println(new String(ProtocolJson.write(line), StandardCharsets.UTF_8));
    }
}
