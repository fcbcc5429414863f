package dev.loadstone.runner.scenario;

import dev.loadstone.protocol.ExitStep;
import dev.loadstone.runner.scenario.Behaviour.Next;
import dev.loadstone.runner.scenario.cel.Formula;
import dev.loadstone.runner.scenario.template.Weights;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Steps that do nothing but decide what comes next. */
sealed interface Flowing extends Op {
    /** Sends a request. */
    record Send(Request request) implements Flowing {
        @Override
        public Next perform(Walk walk) {
            return walk.send(request);
        }
    }

    /** Sends several requests at once. */
    record SendAll(List<Request> requests) implements Flowing {
        @Override
        public Next perform(Walk walk) {
            return walk.sendAll(requests);
        }
    }

    /** Waits for its turn. */
    record Pace(int number, long everyNanos) implements Flowing {
        @Override
        public @Nullable Next perform(Walk walk) {
            return walk.pace(number, everyNanos);
        }
    }

    /** Does a flow. */
    record Call(Entry flow) implements Flowing {
        @Override
        public @Nullable Next perform(Walk walk) {
            walk.call(flow.at());
            return null;
        }
    }

    /** Goes on after the call. */
    record Return() implements Flowing {
        @Override
        public @Nullable Next perform(Walk walk) {
            walk.returnFromCall();
            return null;
        }
    }

    /** Does one flow or the other. */
    record If(Formula condition, Entry then, @Nullable Entry otherwise) implements Flowing {
        @Override
        public @Nullable Next perform(Walk walk) {
            if (condition.truth(walk.facts())) {
                walk.call(then.at());
            } else if (otherwise != null) {
                walk.call(otherwise.at());
            }
            return null;
        }
    }

    /** Does one of several flows, which is drawn; null stands for nothing. */
    record Branch(Weights weights, @Nullable Entry[] flows) implements Flowing {
        @Override
        public @Nullable Next perform(Walk walk) {
            Entry flow = flows[weights.draw(walk.user().random())];
            if (flow != null) {
                walk.call(flow.at());
            }
            return null;
        }
    }

    /** A group begins. */
    record Open(int group) implements Flowing {
        @Override
        public @Nullable Next perform(Walk walk) {
            walk.open(group);
            return null;
        }
    }

    /** It ends. */
    record Close(boolean includeThink) implements Flowing {
        @Override
        public @Nullable Next perform(Walk walk) {
            walk.close(includeThink);
            return null;
        }
    }

    /** The part is over. */
    record End() implements Flowing {
        @Override
        public Next perform(Walk walk) {
            walk.abandon(walk.recorder());
            return Next.DONE;
        }
    }

    /** Something ends before its end. */
    record Exit(ExitStep.Scope scope) implements Flowing {
        @Override
        public Next perform(Walk walk) {
            walk.abandon(walk.recorder());
            return switch (scope) {
                case ITERATION -> Next.DONE;
                case USER -> Next.END_USER;
                case TEST -> Next.END_TEST;
            };
        }
    }
}
