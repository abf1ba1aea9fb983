package dev.tandem.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** The charts are the published ones, with their license beside them and on the page. */
class ThirdPartyScriptTest {
    private static final String SHA256 = "e21cc5caa0226ef30bd8549c50b9ef926615f2a4ee6b4e486353477a55f598cf";

    @Test
    void theScriptIsAsPublished() throws Exception {
        byte[] script = Resources.text(Resources.CHARTS).getBytes(StandardCharsets.UTF_8);
        assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(script)))
                .isEqualTo(SHA256);
        assertThat(Resources.text("lightweight-charts/README.md")).contains("5.2.1", SHA256);
    }

    @Test
    void licenseAndNoticeAreThereAndTheNoticeIsOnThePage() {
        assertThat(Resources.text("lightweight-charts/LICENSE")).contains("Apache License");
        assertThat(Resources.text("lightweight-charts/NOTICE")).contains("TradingView, Inc.");
        assertThat(Resources.text("lightweight-charts/LICENSE.fancy-canvas")).contains("Permission is hereby granted");
        assertThat(Pages.random(1, 10, 1).page())
                .contains(
                        "TradingView Lightweight Charts™",
                        "href=\"https://www.tradingview.com/\"",
                        "Apache License 2.0");
    }

    @Test
    void noScriptCouldEndItsElement() {
        assertThat(Resources.text(Resources.CHARTS))
                .doesNotContainIgnoringCase("</script")
                .doesNotContain("<!--");
    }
}
