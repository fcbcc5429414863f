package dev.loadstone.shop;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CartsTest {
    private static final Product APPLE = new Product(1, "apple", 50, 100);

    @Test
    void whoWasAwayLongestLosesTheCart() {
        var carts = new Carts(2);
        carts.change("ann", cart -> cart.with(APPLE, 1));
        carts.change("bob", cart -> cart.with(APPLE, 2));
        carts.of("ann");
        carts.change("cid", cart -> cart.with(APPLE, 3));
        assertThat(carts.size()).isEqualTo(2);
        assertThat(carts.of("bob")).isEqualTo(Cart.EMPTY);
        assertThat(carts.of("ann").lines()).containsExactly(new Cart.Line(APPLE, 1));
    }

    @Test
    void lookingMakesNoCart() {
        var carts = new Carts(2);
        assertThat(carts.of("ann")).isEqualTo(Cart.EMPTY);
        assertThat(carts.size()).isZero();
    }

    @Test
    void aFullCartLosesItsOldestLine() {
        Cart cart = Cart.EMPTY;
        for (int id = 1; id <= 21; id++) {
            cart = cart.with(new Product(id, "p" + id, 1, 100), 1);
        }
        assertThat(cart.lines()).hasSize(20);
        assertThat(cart.lines().getFirst().product().id()).isEqualTo(2);
        assertThat(cart.lines().getLast().product().id()).isEqualTo(21);
    }
}
