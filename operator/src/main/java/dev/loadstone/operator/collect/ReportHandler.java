package dev.loadstone.operator.collect;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.loadstone.protocol.Answer;
import dev.loadstone.protocol.ProtocolJson;
import dev.loadstone.protocol.RunnerReport;
import java.io.IOException;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers one push: door, body, collector. */
final class ReportHandler implements HttpHandler {
    private static final Logger LOG = LoggerFactory.getLogger(ReportHandler.class);

    private final Collector collector;
    private final ReportDoor door;
    private final Admission admission;
    private final PushMeters meters;

    ReportHandler(Collector collector, ReportDoor door, Admission admission, PushMeters meters) {
        this.collector = collector;
        this.door = door;
        this.admission = admission;
        this.meters = meters;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            PushResult result;
            byte[] body;
            try {
                body = ProtocolJson.write(answer(exchange));
                result = PushResult.ACCEPTED;
            } catch (Refusal refusal) {
                result = refusal.result();
                body = error(refusal.getMessage());
            } catch (InterruptedException | RuntimeException e) {
                LOG.atError().setCause(e).log("A report could not be handled");
                result = PushResult.FAILED;
                body = error("the operator failed; it says why in its log");
            }
            meters.count(result);
            send(exchange, result, body);
        }
    }

    private Answer answer(HttpExchange exchange) throws Refusal, IOException, InterruptedException {
        admission.enter();
        try {
            ReportDoor.Visitor visitor = door.admit(exchange);
            admission.begin(visitor);
            try {
                return take(visitor, exchange.getRequestBody().readNBytes(visitor.bytes()));
            } finally {
                admission.end(visitor);
            }
        } finally {
            admission.leave();
        }
    }

    private Answer take(ReportDoor.Visitor visitor, byte[] body) throws Refusal {
        RunnerReport report;
        try {
            report = meters.decoding().record(() -> ProtocolJson.read(body, RunnerReport.class));
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new Refusal(PushResult.MALFORMED, e.getMessage() == null ? "not a report" : e.getMessage());
        }
        RunnerPod pod = visitor.pod();
        if (!report.run().equals(pod.run()) || report.runner() != pod.index()) {
            throw new Refusal(PushResult.OTHER_RUNNER, "the report is of another runner than its path");
        }
        try {
            return collector.receiveFrom(pod.namespace(), report);
        } catch (Unwanted unwanted) {
            throw Refusal.of(unwanted);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new Refusal(
                    PushResult.MALFORMED, "the report does not add up with the ones before: " + e.getMessage());
        }
    }

    private static byte[] error(String message) {
        return ProtocolJson.write(Map.of("error", message));
    }

    private static void send(HttpExchange exchange, PushResult result, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        if (result.passes()) {
            exchange.getResponseHeaders().set("Retry-After", "1");
        }
        exchange.sendResponseHeaders(result.status(), body.length);
        exchange.getResponseBody().write(body);
    }
}
