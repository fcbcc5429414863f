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
    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var report = ProtocolJson.read(exchange.getRequestBody().readAllBytes(), RunnerReport.class);
            byte[] answer =
                    ProtocolJson.write(operator.apply(report).toCompletableFuture().join());
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }
}
