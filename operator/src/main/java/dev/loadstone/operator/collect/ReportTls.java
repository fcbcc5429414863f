package dev.loadstone.operator.collect;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import java.util.Arrays;
import java.util.Comparator;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/**
 * Prefers ChaCha20 among the JDK's own cipher suites: AES is fast only where the JVM's second compiler has put the processor's
 * instructions for it in its place, which in an operator comes late. Until then it takes five times as long as ChaCha20.
 */
final class ReportTls extends HttpsConfigurator {
    ReportTls(SSLContext identity) {
        super(identity);
    }

    @Override
    public void configure(HttpsParameters connection) {
        SSLParameters parameters = getSSLContext().getDefaultSSLParameters();
        parameters.setCipherSuites(Arrays.stream(parameters.getCipherSuites())
                .sorted(Comparator.comparing((String suite) -> !suite.contains("CHACHA20")))
                .toArray(String[]::new));
        parameters.setUseCipherSuitesOrder(true);
        connection.setSSLParameters(parameters);
    }
}
