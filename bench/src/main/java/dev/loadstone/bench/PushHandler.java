package dev.loadstone.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.loadstone.protocol.Answer;
import dev.loadstone.protocol.ProtocolJson;
import dev.loadstone.protocol.RunnerReport;
import java.io.IOException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** The operator's end of a runner's pushes, without the operator: no token is asked for, and there is one run. */
record PushHandler(Function<RunnerReport, CompletionStage<Answer>> operator) implements HttpHandler {
    /** What an operator says whose run is over: the runner ends then. */
    private static final int GONE = 410;

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var report = ProtocolJson.read(exchange.getRequestBody().readAllBytes(), RunnerReport.class);
            var answer = operator.apply(report).toCompletableFuture();
            if (answer.isCompletedExceptionally()) {
                exchange.sendResponseHeaders(GONE, -1);
                return;
            }
            byte[] body = ProtocolJson.write(answer.join());
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
