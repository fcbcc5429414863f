package dev.loadstone.runner.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.loadstone.protocol.Feeder;
import dev.loadstone.runner.scenario.cel.CelJson;
import dev.loadstone.runner.scenario.cel.Facts;
import dev.loadstone.runner.scenario.feed.Rows;
import dev.loadstone.runner.scenario.feed.Table;
import dev.loadstone.runner.scenario.template.Names;
import dev.loadstone.runner.scenario.template.SharedValues.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What conditions see of one user. */
record UserFacts(Names names, UserState user) implements Facts {
    @Override
    public Set<String> variables() {
        return names.variables().stream().filter(this::hasVariable).collect(Collectors.toSet());
    }

    @Override
    public boolean hasVariable(String name) {
        return names.variables().contains(name) && names.named(name).isSet(user);
    }

    @Override
    public @Nullable Object variable(String name) {
        Value value = names.variables().contains(name) ? names.named(name).value(user) : null;
        if (value == null) {
            return null;
        }
        return value.json() ? CelJson.parse(value.bytes()) : new String(value.bytes(), UTF_8);
    }

    @Override
    public boolean hasResponse() {
        return user.lastResponse().isPresent();
    }

    @Override
    public int status() {
        return user.lastResponse().status();
    }

    @Override
    public String body() {
        return user.lastResponse().body();
    }

    @Override
    public Object json() {
        return user.lastResponse().json();
    }

    @Override
    public Map<String, String> headers() {
        return user.lastResponse().headers();
    }

    @Override
    public double responseMillis() {
        return user.lastResponse().millis();
    }

    @Override
    public long userId() {
        return user.userId();
    }

    @Override
    public long iteration() {
        return user.iteration();
    }

    @Override
    public Map<String, String> row(String feeder) {
        int number = names.feeder(feeder);
        Rows rows = names.feeders().get(number).rows();
        var cells = new LinkedHashMap<String, String>();
        for (int column = 0; column < rows.columns().size(); column++) {
            cells.put(rows.columns().get(column), rows.text(user.row(number), column));
        }
        return cells;
    }

    @Override
    public @Nullable String value(String feeder) {
        int number = names.feeder(feeder);
        Rows rows = names.feeders().get(number).rows();
        return rows.columns().equals(List.of("")) ? rows.text(user.row(number), 0) : null;
    }

    @Override
    public List<String> feeders() {
        return names.feeders().stream().map(Table::feeder).map(Feeder::name).toList();
    }
}
