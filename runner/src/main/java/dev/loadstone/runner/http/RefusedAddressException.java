package dev.loadstone.runner.http;

import java.io.IOException;

/** A name has no address that load may go to. */
final class RefusedAddressException extends IOException {
    private static final long serialVersionUID = 1L;

    RefusedAddressException(String message) {
        super(message);
    }
}
