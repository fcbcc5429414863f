package dev.loadstone.runner.http;

import dev.loadstone.protocol.ErrorClass;
import java.net.ProtocolException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Why no connection could be opened.
 *
 * @param ownLimit it is this machine that has no port, descriptor or memory left
 */
record DialFailure(ErrorClass.Kind kind, boolean ownLimit) {

    static DialFailure of(Throwable cause) {
        if (anyOf(cause, RefusedAddressException.class)) {
            return new DialFailure(ErrorClass.Kind.POLICY, false);
        }
        if (anyOf(cause, UnknownHostException.class)) {
            return new DialFailure(ErrorClass.Kind.DNS, isOwnLimit(cause));
        }
        if (anyOf(cause, ProtocolException.class)) {
            return new DialFailure(ErrorClass.Kind.PROTOCOL, false);
        }
        return new DialFailure(isTls(cause) ? ErrorClass.Kind.TLS : ErrorClass.Kind.CONNECT, isOwnLimit(cause));
    }

    static boolean isTls(Throwable cause) {
        return anyOf(cause, SSLException.class);
    }

    private static boolean anyOf(@Nullable Throwable cause, Class<?> type) {
        return cause != null && (type.isInstance(cause) || anyOf(cause.getCause(), type));
    }

    /** Netty and the JDK give the system's error number only as its text. */
    private static boolean isOwnLimit(@Nullable Throwable cause) {
        String text = cause == null || cause.getMessage() == null ? "" : cause.getMessage();
        return text.contains("Too many open files")
                || text.contains("Cannot assign requested address")
                || text.contains("No buffer space available")
                || text.contains("Cannot allocate memory")
                || cause != null && isOwnLimit(cause.getCause());
    }
}
