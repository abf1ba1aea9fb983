@NullMarked
package dev.tandem.webhook.alert;

import org.jspecify.annotations.NullMarked;
