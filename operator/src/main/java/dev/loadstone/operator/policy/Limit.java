package dev.loadstone.operator.policy;

/** The most that a policy allows of something. */
public record Limit(long most, String policy) {}
