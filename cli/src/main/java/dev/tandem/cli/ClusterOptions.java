package dev.tandem.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * On which cluster a search is made.
 *
 * @param master as Spark writes it: {@code spark://host:7077}, {@code local[*]}
 * @param settings of Spark, by name
 */
record ClusterOptions(String master, Map<String, String> settings) {
    private static final String HOST = "(\\[[0-9a-fA-F:]+]|[A-Za-z0-9._-]+):[0-9]{1,5}";

    /** @throws UserError naming the option and what would be right; null if no cluster was named */
    static @Nullable ClusterOptions read(Values values) {
        String master = values.text("--cluster");
        List<String> pairs = values.list("--cluster-conf");
        if (master == null) {
            if (!pairs.isEmpty()) {
                throw UserError.usage("--cluster-conf: is about --cluster, which is missing");
            }
            return null;
        }
        if (!master.matches("spark://" + HOST + "(," + HOST + ")*|local(\\[(\\*|[1-9][0-9]{0,3})])?")) {
            throw values.bad("--cluster", "a master as Spark writes it, such as spark://host:7077 or 'local[*]'");
        }
        Map<String, String> settings = new LinkedHashMap<>();
        for (String pair : pairs) {
            int equals = pair.indexOf('=');
            if (equals <= 0 || !pair.startsWith("spark.")) {
                throw Values.badOneOf("--cluster-conf", pair, "a setting of Spark, such as spark.executor.memory=4g");
            }
            settings.put(pair.substring(0, equals), pair.substring(equals + 1));
        }
        return new ClusterOptions(master, settings);
    }
}
