package dev.loadstone.shop;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** A shop on two event loops for all tests of a class, with its knobs off and its counters at zero before each. */
abstract class OpenShop {
    static final ShopSettings SETTINGS = new ShopSettings("127.0.0.1", 0, 2, "a key", Knobs.OFF);

    static ShopServer server;
    static ShopClient shop;

    @BeforeAll
    static void open() {
        server = ShopServer.start(SETTINGS);
        shop = new ShopClient(server);
    }

    @BeforeEach
    void tidy() {
        shop.reset();
    }

    @AfterAll
    static void close() {
        shop.close();
        server.close();
    }
}
