package dev.loadstone.runner.scenario;

/** One thing that a user does. */
public sealed interface Op permits Request, Think {}
