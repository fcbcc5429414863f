package dev.loadstone.shop;

/** Something to buy. Its stock is what one order may take; it never runs out, so a long test stays the same. */
record Product(int id, String name, int priceCents, int stock) {
    String json() {
        return "{\"id\":" + id + ",\"name\":\"" + name + "\",\"price\":" + price() + ",\"stock\":" + stock + "}";
    }

    double price() {
        return priceCents / 100.0;
    }

    /** A quantity of it that can be sold. */
    int sold(int quantity) {
        if (quantity < 1 || quantity > stock) {
            throw new Refusal(422, "quantity is 1 to " + stock + " for product " + id + ", not " + quantity);
        }
        return quantity;
    }
}
