package dev.tandem.webhook.alert;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A message whose form was looked at, and whose meaning was not yet. */
public final class Message {
    private final List<Fields> alerts;
    private final @Nullable AlertRefusal refusal;

    Message(List<Fields> alerts, @Nullable AlertRefusal refusal) {
        this.alerts = List.copyOf(alerts);
        this.refusal = refusal;
    }

    List<Fields> alerts() {
        return alerts;
    }

    @Nullable
    AlertRefusal refusal() {
        return refusal;
    }

    /** The values under the names that secrets have: {@code passphrase}, {@code token}, …; one list for each alert. */
    public List<List<String>> secrets() {
        List<List<String>> secrets = new ArrayList<>(alerts.size());
        for (Fields fields : alerts) {
            List<String> ofOne = List.of();
            for (Field field : fields.said(Aliases.SECRET)) {
                if (ofOne.isEmpty()) {
                    ofOne = new ArrayList<>(1);
                }
                ofOne.add(field.text());
            }
            secrets.add(ofOne);
        }
        return secrets;
    }

    /** Not what it says: that may contain secrets. */
    @Override
    public String toString() {
        return alerts.size() + " alerts";
    }
}
