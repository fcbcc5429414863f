package dev.loadstone.protocol;

/** The stretches of a request that are measured, each into a histogram of its own. */
public enum Timing {
    /** Due time to last byte: what a user waited. The figure that thresholds mean. */
    RESPONSE_TIME,
    /** Write of the request to last byte: what the target took. */
    SERVICE_TIME,
    /** Write of the request to first byte. */
    TIME_TO_FIRST_BYTE,
    /** Due time to the moment the runner picked it up: how late the generator itself was. */
    SCHEDULER_LAG,
    /** Picked up to a connection being there. */
    CONNECTION_WAIT,
    /** Opening of a connection, with its TLS handshake; only for requests that opened one. */
    CONNECT_TIME
}
