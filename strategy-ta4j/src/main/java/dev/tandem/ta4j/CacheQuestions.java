package dev.tandem.ta4j;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.ta4j.core.BarSeries;
import org.ta4j.core.BaseBarSeriesBuilder;
import org.ta4j.core.indicators.CachedIndicator;
import org.ta4j.core.num.DoubleNumFactory;

/** Watches what ta4j's cache of indicator values asks a series before it looks a value up. */
final class CacheQuestions {
    private CacheQuestions() {}

    /** Whether it is the count of removed bars, then the end, and nothing else. */
    static boolean asExpected() {
        try {
            return of().equals(List.of("getRemovedBarsCount", "getEndIndex"));
        } catch (RuntimeException | LinkageError e) {
            // Another ta4j than we know: whatever it is that it does, it is not what is expected.
            return false;
        }
    }

    static List<String> of() {
        BarSeries empty = new BaseBarSeriesBuilder()
                .withNumFactory(DoubleNumFactory.getInstance())
                .build();
        List<String> questions = new ArrayList<>();
        InvocationHandler listener = (proxy, method, arguments) -> {
            questions.add(method.getName());
            return method.invoke(empty, arguments);
        };
        BarSeries watched = (BarSeries)
                Proxy.newProxyInstance(BarSeries.class.getClassLoader(), new Class<?>[] {BarSeries.class}, listener);
        Constant indicator = new Constant(watched);
        questions.clear();
        indicator.getValue(0);
        return List.copyOf(questions);
    }

    private static final class Constant extends CachedIndicator<Integer> {
        Constant(BarSeries series) {
            super(series);
        }

        @Override
        protected Integer calculate(int index) {
            return 0;
        }

        @Override
        public int getCountOfUnstableBars() {
            return 0;
        }
    }
}
