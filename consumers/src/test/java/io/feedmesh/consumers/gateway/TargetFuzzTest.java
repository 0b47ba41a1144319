package io.feedmesh.consumers.gateway;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Targets put together at random from what has fooled servers: see {@link TargetFuzzTarget}. */
class TargetFuzzTest {
  private static final String[] PARTS = {
    "/",
    "//",
    "/http/",
    "/https/",
    "http://",
    "https://",
    "file:",
    "example.org",
    "EXAMPLE.ORG.",
    "127.0.0.1",
    "[::1]",
    "[::ffff:1.2.3.4]",
    "[2001:db8::1]",
    "[",
    "]",
    ":",
    ":80",
    ":443",
    ":0",
    ":65536",
    "@",
    "user:x@",
    "xn--ls8h",
    "\u00f0\u009f\u0098\u0080",
    "\u00fc",
    ".",
    "..",
    "...",
    "/..",
    "/../",
    "/./",
    "..;",
    "%2e",
    "%2E%2e",
    "%2f",
    "%5c",
    "\\",
    "%00",
    "\u0000",
    "%",
    "%zz",
    "%25",
    "%c0%ae",
    "\t",
    " ",
    "\r\n",
    "?",
    "#",
    "|",
    "&",
    "=",
    ".gz",
    ".GZ",
    "#.gz",
    "#+",
    ".tmp",
    "feed.xml",
    "a",
    "+",
    "~",
    "\u007f",
    "\u00ff",
    ".position"
  };

  @Test
  void eachIsRefusedOrNamesOneFeedWithinTheSpool() {
    long seed = Long.getLong("feedmesh.seed", System.nanoTime());
    System.out.println("seed " + seed + " (again with -Dfeedmesh.seed=" + seed + ")");
    Random random = new Random(seed);
    for (int i = 0; i < 50_000; i++) {
      String target = target(random);
      assertThatCode(() -> TargetFuzzTarget.fuzzerTestOneInput(target.getBytes(ISO_8859_1)))
          .as("seed %d: %s", seed, target)
          .doesNotThrowAnyException();
    }
  }

  private static String target(Random random) {
    StringBuilder text = new StringBuilder();
    for (int parts = random.nextInt(12); parts >= 0; parts--) {
      String part = PARTS[random.nextInt(PARTS.length)];
      text.append(random.nextInt(40) == 0 ? part.repeat(random.nextInt(300)) : part);
      if (random.nextInt(8) == 0) {
        text.append((char) random.nextInt(256));
      }
    }
    return text.toString();
  }
}
