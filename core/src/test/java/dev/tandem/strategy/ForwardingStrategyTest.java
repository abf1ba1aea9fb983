package dev.tandem.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.model.Fill;
import dev.tandem.model.Order;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ForwardingStrategyTest {
    private static class Plain extends ForwardingStrategy {
        Plain(Strategy inner) {
            super(inner);
        }
    }

    private static final class HearsFills implements Strategy {
        private final List<String> heard = new ArrayList<>();

        @Override
        public void onFill(Fill fill, Trader trader) {
            heard.add("fill");
        }
    }

    @Test
    void everyCallbackOfAStrategyIsHandedOn() {
        for (Method callback : Strategy.class.getMethods()) {
            if (!Modifier.isStatic(callback.getModifiers())) {
                assertThat(Arrays.stream(ForwardingStrategy.class.getDeclaredMethods())
                                .filter(m -> m.getName().equals(callback.getName()))
                                .filter(m -> Arrays.equals(m.getParameterTypes(), callback.getParameterTypes())))
                        .as("a callback that is not handed on is never called: %s", callback)
                        .hasSize(1);
            }
        }
    }

    @Test
    void aWrappedStrategyListensToWhatTheOneInsideListensTo() {
        Strategy wrapped = new Plain(new Plain(new HearsFills()));
        assertThat(ForwardingStrategy.listens(wrapped, "onFill", Fill.class)).isTrue();
        assertThat(ForwardingStrategy.listens(wrapped, "onOrder", Order.class)).isFalse();
    }

    @Test
    void aWrapperWithACallbackOfItsOwnListensToIt() {
        Strategy wrapped = new Plain(new HearsFills()) {
            @Override
            public void onOrder(Order order, Trader trader) {
                super.onOrder(order, trader);
            }
        };
        assertThat(ForwardingStrategy.listens(wrapped, "onOrder", Order.class)).isTrue();
    }
}
