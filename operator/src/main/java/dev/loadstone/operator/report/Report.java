package dev.loadstone.operator.report;

/** Placeholder until merged. */
public record Report() {}
