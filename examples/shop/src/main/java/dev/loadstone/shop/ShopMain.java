package dev.loadstone.shop;

import java.util.List;

/** The shop as a process of its own: settings from the environment, an orderly end on SIGTERM. With --train it only starts and ends. */
public final class ShopMain {
    private ShopMain() {}

    public static void main(String[] arguments) {
        ShopServer server;
        try {
            server = ShopServer.start(ShopSettings.of(System.getenv()));
        } catch (IllegalArgumentException | IllegalStateException e) {
            System.err.println("shop does not start: " + e.getMessage());
            System.exit(1);
            return;
        }
        if (List.of(arguments).contains("--train")) {
            server.close();
            return;
        }
        Runtime.getRuntime().addShutdownHook(new Thread(server::close, "shop-stop"));
        System.out.println("shop listening on " + server.host() + ":" + server.port());
        server.tlsPort().ifPresent(port -> System.out.println("and with TLS on " + server.host() + ":" + port));
    }
}
