package dev.loadstone.protocol;

/**
 * How a runner's clock stands to the operator's.
 *
 * @param offsetMicros what to add to the runner's wall clock to get the operator's, from the exchange with the shortest round trip
 * @param roundTripMicros of that exchange: the offset is right to half of it
 * @param startLateMicros how long after the named instant the runner started, by its own reckoning; 0 before it started
 */
public record ClockReading(long offsetMicros, long roundTripMicros, long startLateMicros) {}
