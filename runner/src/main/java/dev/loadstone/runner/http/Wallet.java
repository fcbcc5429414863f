package dev.loadstone.runner.http;

/** The connections that one user keeps, for targets whose connections are not shared; it costs nothing until there is one. */
public final class Wallet {}
