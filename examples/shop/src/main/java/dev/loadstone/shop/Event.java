package dev.loadstone.shop;

/** What is counted beside requests. */
enum Event {
    /** A connection was accepted, whether or not a request came over it. */
    CONNECTION_ACCEPTED,
    /** A connection carried its first counted request. */
    CONNECTION_USED,
    SEASON_CREATED,
    SEASON_DELETED,
    /** A search named a season that was open. */
    SEASON_SEARCHED,
    /** An answer went out compressed. */
    GZIPPED
}
