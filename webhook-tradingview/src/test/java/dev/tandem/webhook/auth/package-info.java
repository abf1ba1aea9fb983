@NullMarked
package dev.tandem.webhook.auth;

import org.jspecify.annotations.NullMarked;
