package dev.loadstone.runner.scenario;

import static dev.loadstone.runner.scenario.Plans.check;
import static dev.loadstone.runner.scenario.Plans.checking;
import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.protocol.ErrorClass;
import dev.loadstone.protocol.Expectation;
import dev.loadstone.protocol.Expectation.TextRelation;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckTest {
    private static final String HEAD =
            "Server: nginx/1.2\nContent-Type: Application/JSON; charset=utf-8\nno colon here\nVia:\nX-É: 1\nX-Words:  Grüße an alle  ";

    private static Person person(Expectation expectation) {
        Person person = PlanBuilder.of(checking(check(expectation))).person().iterate();
        person.next();
        return person;
    }

    private static boolean holds(Expectation expectation) {
        Person person = person(expectation);
        return person.answered(person.behaviour.request(), 200, HEAD, "").passed() == 1;
    }

    @ParameterizedTest
    @CsvSource({
        "server, EXISTS, '', true",
        "via, EXISTS, '', true",
        "serve, EXISTS, '', false",
        "servers, EXISTS, '', false",
        "server, EQUALS, nginx/1.2, true",
        "server, EQUALS, nginx, false",
        "via, EQUALS, '', true",
        "server, CONTAINS, inx/, true",
        "server, CONTAINS, apache, false",
        "server, MATCHES, '^nginx/[0-9.]+$', true",
        "server, MATCHES, '^[0-9]', false",
        "x-words, EQUALS, Grüße an alle, true",
        "x-words, CONTAINS, üß, true",
        "x-words, MATCHES, '^Gr..e', true",
        "date, MATCHES, '', false"
    })
    void headers(String name, TextRelation relation, String operand, boolean holds) {
        assertThat(holds(new Expectation.Header(name, relation, operand))).isEqualTo(holds);
    }

    @ParameterizedTest
    @CsvSource({"application/json, true", "APPLICATION/json, true", "application, false", "text/plain, false"})
    void contentType(String mediaType, boolean holds) {
        assertThat(holds(new Expectation.ContentType(mediaType))).isEqualTo(holds);
    }

    @Test
    void theTimeUpToItsMillisecond() {
        Person person = person(new Expectation.WithinTime(20));
        var draft = new Draft();
        draft.take(person.behaviour.request());

        Verdict within = person.behaviour.judge(draft, 200, Unpooled.EMPTY_BUFFER, Unpooled.EMPTY_BUFFER, 20_000_000);
        assertThat(within.error()).isNull();
        Verdict late = person.behaviour.judge(draft, 200, Unpooled.EMPTY_BUFFER, Unpooled.EMPTY_BUFFER, 20_000_001);
        assertThat(late.error()).isEqualTo(ErrorClass.of(ErrorClass.Kind.CHECK));
        assertThat(draft.request().readsBody() || draft.request().readsHead()).isFalse();
    }
}
