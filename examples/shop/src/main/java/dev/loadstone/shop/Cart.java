package dev.loadstone.shop;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** What one buyer means to buy: a line for each product, the newest last, and no more than 20 lines. */
record Cart(List<Line> lines) {
    static final Cart EMPTY = new Cart(List.of());

    private static final int MAX_LINES = 20;

    Cart {
        lines = List.copyOf(lines);
    }

    /** The same with this quantity of a product; over the bound the oldest line falls out. */
    Cart with(Product product, int quantity) {
        var next = new ArrayList<Line>(lines.size() + 1);
        for (Line line : lines) {
            if (line.product().id() != product.id()) {
                next.add(line);
            }
        }
        next.add(new Line(product, quantity));
        return new Cart(next.size() > MAX_LINES ? next.subList(1, next.size()) : next);
    }

    JsonObject summary() {
        int items = lines.stream().mapToInt(Line::quantity).sum();
        long cents = lines.stream().mapToLong(Line::cents).sum();
        return new JsonObject().put("items", items).put("total", cents / 100.0);
    }

    JsonObject json() {
        var array = new JsonArray();
        for (Line line : lines) {
            array.add(new JsonObject()
                    .put("productId", line.product().id())
                    .put("name", line.product().name())
                    .put("price", line.product().price())
                    .put("quantity", line.quantity()));
        }
        return summary().put("lines", array);
    }

    /** Some of one product. */
    record Line(Product product, int quantity) {
        long cents() {
            return (long) product.priceCents() * quantity;
        }
    }
}
