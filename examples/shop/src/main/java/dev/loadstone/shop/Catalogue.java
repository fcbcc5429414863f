package dev.loadstone.shop;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The thousand products, the same in every shop, encoded ahead of the first request; lists of them also as gzip. */
final class Catalogue {
    static final int SIZE = 1_000;
    static final Template RELATED = Template.of("/api/products/{id}/related");

    private static final int RELATIVES = 4;
    private static final int DEFAULT_LIMIT = 20;
    private static final int MAX_LIMIT = 100;
    private static final List<String> MAKES =
            List.of("Alder", "Birch", "Cedar", "Elm", "Hazel", "Larch", "Maple", "Oak", "Rowan", "Willow");
    private static final List<String> KINDS = List.of(
            "laptop", "phone", "tablet", "camera", "headphones", "monitor", "keyboard", "printer", "router", "watch");

    private final Seasons seasons;
    private final List<Product> products =
            IntStream.rangeClosed(1, SIZE).mapToObj(Catalogue::product).toList();
    private final List<Answer> details = products.stream()
            .map(product -> Answer.json(200, Buffer.buffer(product.json())))
            .toList();
    private final Answer firstPage = page(DEFAULT_LIMIT, 1);
    private final Answer firstPageSqueezed = Gzip.squeezed(firstPage);

    Catalogue(Seasons seasons) {
        this.seasons = seasons;
    }

    private static Product product(int id) {
        String make = MAKES.get(id / KINDS.size() % MAKES.size());
        String name = make + " " + KINDS.get(id % KINDS.size()) + " " + id;
        return new Product(id, name, 999 + id * 7_919 % 200_000, 100 + id * 31 % 900);
    }

    Product product(long id) {
        if (id < 1 || id > SIZE) {
            throw new Refusal(404, "there is no product " + id);
        }
        return products.get((int) id - 1);
    }

    private Product product(String id) {
        if (!id.matches("[0-9]{1,9}")) {
            throw new Refusal(404, "there is no product " + id);
        }
        return product(Long.parseLong(id));
    }

    Answer list(ShopRequest request) {
        if (request.http().query() != null) {
            return packed(
                    request,
                    page(request.queryNumber("limit", DEFAULT_LIMIT, MAX_LIMIT), request.queryNumber("page", 1, SIZE)));
        }
        if (Gzip.acceptedBy(request)) {
            request.tally().met(Event.GZIPPED);
            return firstPageSqueezed;
        }
        return firstPage;
    }

    Answer detail(ShopRequest request) {
        return details.get(product(request.lastSegment()).id() - 1);
    }

    /** The next products of the same kind. */
    Answer related(ShopRequest request) {
        int id = product(RELATED.segment(request.http().path())).id();
        Stream<Product> related =
                IntStream.rangeClosed(1, RELATIVES).mapToObj(n -> products.get((id + n * KINDS.size() - 1) % SIZE));
        return packed(request, list("{\"related\":" + array(related) + "}"));
    }

    Answer search(ShopRequest request) {
        String q = request.query("q");
        if (q == null) {
            throw new Refusal(400, "q is missing: /api/products/search?q=laptop");
        }
        seasons.searched(request);
        String term = q.strip().toLowerCase(Locale.ROOT);
        Stream<Product> found = products.stream()
                .filter(product -> !term.isEmpty()
                        && product.name().toLowerCase(Locale.ROOT).contains(term))
                .limit(DEFAULT_LIMIT);
        return packed(request, list("{\"results\":" + array(found) + "}"));
    }

    private Answer page(int limit, int page) {
        Stream<Product> shown = products.stream().skip((page - 1L) * limit).limit(limit);
        String next = page * (long) limit < SIZE ? Integer.toString(page + 1) : "null";
        return list("{\"products\":" + array(shown) + ",\"next\":" + next + ",\"total\":" + SIZE + "}");
    }

    private static Answer list(String json) {
        return Answer.json(200, Buffer.buffer(json)).with(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
    }

    private static Answer packed(ShopRequest request, Answer answer) {
        if (!Gzip.acceptedBy(request)) {
            return answer;
        }
        request.tally().met(Event.GZIPPED);
        return Gzip.squeezed(answer);
    }

    private static String array(Stream<Product> products) {
        return products.map(Product::json).collect(Collectors.joining(",", "[", "]"));
    }
}
