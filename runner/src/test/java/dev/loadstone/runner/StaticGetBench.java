package dev.loadstone.runner;

import dev.loadstone.protocol.Interval;
import dev.loadstone.protocol.Timing;
import dev.loadstone.runner.http.Transport;
import java.util.stream.Stream;

/** Static GETs over 50 kept-alive connections on one event loop: what one request costs. Run by {@code static-get.sh}. */
final class StaticGetBench {
    private static final int WARM_UP_SECONDS = 8;

    private StaticGetBench() {}

    public static void main(String[] arguments) throws InterruptedException {
        if (arguments[0].equals("server")) {
            var server = new EchoServer(Transport.best(), Likeness.of(Stream.of()), false);
            System.out.println(server.port());
            Thread.currentThread().join();
        } else {
            client(Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1]));
            System.exit(0);
        }
    }

    private static void client(int port, int seconds) {
        var plans = Plans.against(port).closed(50, 1000L * (WARM_UP_SECONDS + seconds));
        var operator = Operator.run(plans);
        operator.total();
        Interval measured = operator.seconds(WARM_UP_SECONDS, WARM_UP_SECONDS + seconds - 1);
        long requests = measured.requestCounts().completed();
        System.out.printf(
                "%d requests/s, %.2f us of CPU each, failed %d; service time %s%n",
                requests / seconds,
                (double) measured.health().cpuMicros() / requests,
                measured.requestCounts().failed(),
                measured.requests().getFirst().timing(Timing.SERVICE_TIME));
    }
}
