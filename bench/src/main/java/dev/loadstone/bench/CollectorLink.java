package dev.loadstone.bench;

import dev.loadstone.protocol.Answer;
import dev.loadstone.protocol.ProtocolJson;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLContext;

/** One runner's connection to the collector, kept alive from push to push. */
final class CollectorLink implements AutoCloseable {
    private static final String LENGTH = "content-length: ";

    private final Socket socket;
    private final InputStream in;
    private final String head;

    CollectorLink(SSLContext trust, int port, int runner) throws IOException {
        socket = trust.getSocketFactory().createSocket("127.0.0.1", port);
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream());
        head = """
                POST /v1/runs/%s/runners/%d HTTP/1.1\r
                user-agent: loadstone-runner\r
                content-type: application/json\r
                authorization: Bearer %d\r
                host: 127.0.0.1:%d\r
                %s""".formatted(CollectorRun.ID, runner, runner, port, LENGTH);
    }

    /** Waits for the answer; another than 200 is an error. */
    Answer push(byte[] body) throws IOException {
        var request = new ByteArrayOutputStream(head.length() + body.length + 16);
        request.writeBytes((head + body.length + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        request.writeBytes(body);
        socket.getOutputStream().write(request.toByteArray());
        String status = line();
        int length = 0;
        for (String header = line(); !header.isEmpty(); header = line()) {
            if (header.regionMatches(true, 0, LENGTH, 0, LENGTH.length())) {
                length = Integer.parseInt(header.substring(LENGTH.length()));
            }
        }
        byte[] answer = in.readNBytes(length);
        if (!status.contains(" 200 ")) {
            throw new IOException(status + ": " + new String(answer, StandardCharsets.UTF_8));
        }
        return ProtocolJson.read(answer, Answer.class);
    }

    private String line() throws IOException {
        var line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new IOException("closed within a head");
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
