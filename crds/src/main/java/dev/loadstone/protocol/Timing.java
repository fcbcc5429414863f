package dev.loadstone.protocol;

/** The stretches of a request that are measured, each into a histogram of its own. */
public enum Timing {
    /** Due time to last byte: what a user waited. The figure that thresholds mean. */
    RESPONSE_TIME,
    /** Write of the request to last byte: what the target took. */
    SERVICE_TIME,
    /** Write of the request to first byte. */
    TIME_TO_FIRST_BYTE,
    /** Due time to the moment the runner saw it: how late the generator itself was; a wait for a free user is not in it. */
    SCHEDULER_LAG,
    /** Picked up to a connection being there. */
    CONNECTION_WAIT,
    /** Opening of a connection, with its TLS handshake; only for requests that opened one. */
    CONNECT_TIME
}
