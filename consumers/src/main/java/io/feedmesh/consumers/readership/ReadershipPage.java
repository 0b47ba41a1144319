package io.feedmesh.consumers.readership;

import io.feedmesh.schemas.record.ReadershipDay;
import io.feedmesh.schemas.record.ReadershipTotal;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.temporal.ChronoUnit;
import java.util.Base64;

/** A feed's readers as a page without script. Pure. */
final class ReadershipPage {
  private static final String STYLE =
      "body{font:16px/1.5 system-ui,sans-serif;max-width:44rem;margin:2rem auto;padding:0 1rem}"
          + "h1{font-size:1.3rem;overflow-wrap:anywhere}table{border-collapse:collapse}"
          + "th,td{padding:.2rem 1rem .2rem 0;text-align:right}th:first-child{text-align:left}"
          + "tbody th{font-weight:normal}";
  private static final String BEGIN =
      """
      <!doctype html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <title>Readers of %1$s</title>
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <style>%2$s</style>
      </head>
      <body>
      <h1>Readers of %1$s</h1>
      <table>
      <thead><tr><th scope="col">Day (UTC)</th><th scope="col">Readers</th>\
      <th scope="col">of them by services</th><th scope="col">Requests</th></tr></thead>
      <tbody>
      """;
  private static final String ROW =
      "<tr><th scope=\"row\">%s</th><td>%d</td><td>%d</td><td>%d</td></tr>\n";
  private static final String END =
      """
      </tbody></table>
      <p>At all edges, as of %s. Readers are distinct programs and places, and the subscribers that services tell
      of in User-Agent; above 192 they are estimated (standard error 2.3 %%). The same as JSON:
      <code>Accept: application/json</code>.</p>
      </body>
      </html>
      """;

  private ReadershipPage() {}

  static byte[] of(ReadershipTotal total) {
    StringBuilder page = new StringBuilder(BEGIN.formatted(escaped(total.getFeedUrl()), STYLE));
    for (ReadershipDay day : total.getDays()) {
      page.append(
          ROW.formatted(day.getDay(), day.getReaders(), day.getSubscribers(), day.getRequests()));
    }
    page.append(END.formatted(total.getUpdatedAt().truncatedTo(ChronoUnit.SECONDS)));
    return page.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** What a Content-Security-Policy calls the only style that the page may have (CSP3, 2.3.1). */
  static String styleHash() {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(STYLE.getBytes(StandardCharsets.UTF_8));
      return "sha256-" + Base64.getEncoder().encodeToString(hash);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
