package io.feedmesh.consumers.gateway;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.feedmesh.consumers.follow.Fate;
import io.feedmesh.consumers.spool.SpoolConfig;
import io.feedmesh.consumers.spool.SpooledFeed;
import io.feedmesh.schemas.body.Bodies;
import io.feedmesh.schemas.url.FeedUrl;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The same requests to two gateways that know the same: one has plain ones answered at once, the
 * other none. Nobody may be able to tell them apart, neither readers nor those who count.
 */
class PlainHitsTest {
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  private static final String TEXT = "<rss>" + "news ".repeat(500) + "</rss>";
  private static final List<String> FEEDS =
      List.of("here", "proxied", "old", "gone", "moved", "cold", "unknown", "query?a=b");
  private static final String HASH = SpooledFeed.hex(Bodies.hash(TEXT.getBytes(ISO_8859_1)));

  @TempDir Path folder;
  private GatewayRig quick;
  private GatewayRig usual;

  private void start(long memory) throws IOException {
    quick = rig("quick", true, memory);
    usual = rig("usual", false, memory);
  }

  @AfterEach
  void stop() {
    quick.close();
    usual.close();
  }

  private GatewayRig rig(String name, boolean plain, long memory) throws IOException {
    SpoolConfig spool = new SpoolConfig(folder.resolve(name), memory, false, 0, Long.MAX_VALUE);
    GatewayRig rig = new GatewayRig(spool, plain);
    rig.now.set(NOON.plusSeconds(700));
    for (String feed : FEEDS) {
      if (!feed.equals("unknown")) {
        put(rig, url(feed));
      }
    }
    assertThat(rig.spool.cool(url("cold"))).isTrue();
    rig.fates.put(url("gone"), new Fate.Gone());
    rig.fates.put(url("moved"), new Fate.Moved(url("here")));
    return rig;
  }

  private static FeedUrl url(String feed) {
    return FeedUrl.parse("http://127.0.0.1:9/" + feed); // nobody listens there
  }

  private static void put(GatewayRig rig, FeedUrl url) throws IOException {
    String name = url.pathAndQuery();
    long at = NOON.plusSeconds(name.equals("/proxied") ? 600 : 0).toEpochMilli();
    boolean provisional = List.of("/proxied", "/old").contains(name);
    byte[] body = TEXT.getBytes(ISO_8859_1);
    rig.spool.put(
        new SpooledFeed(
            url,
            provisional ? 0 : 1,
            "t",
            HASH,
            "\"origin\"",
            name.equals("/here") ? "application/rss+xml" : null,
            NOON.minusSeconds(3600).toEpochMilli(),
            body.length,
            name.equals("/old") ? at - 3_600_000 : at,
            at),
        Bodies.gzip(body));
  }

  /** Bodies that are in memory, and those that are on the disk only. */
  @ParameterizedTest
  @ValueSource(longs = {1 << 20, 0})
  void nobodyCanTellWhoAnswered(long memory) throws Exception {
    start(memory);
    long seed = Long.getLong("feedmesh.seed", System.nanoTime());
    System.out.println("seed " + seed + " (again with -Dfeedmesh.seed=" + seed + ")");
    Random random = new Random(seed);
    for (int i = 0; i < 1_500; i++) {
      String requests = requests(random);
      List<String> pieces = pieces(random, requests);

      assertThat(answers(quick, pieces))
          .as("seed %d: %s", seed, requests)
          .isEqualTo(answers(usual, pieces));
    }
    assertThat(quick.answered).isEqualTo(usual.answered).isNotEmpty();
    for (String result : List.of("hit", "not_modified", "moved", "refused", "error")) {
      assertThat(quick.requests(result)).as(result).isEqualTo(usual.requests(result)).isPositive();
    }
  }

  @Test
  void aFileThatIsBrokenIsAskedOfTheOriginAndNeverSent() throws Exception {
    start(0);
    Path file = folder.resolve("quick/http/127.0.0.1:9/here.gz");
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length - 20] ^= 1;
    Files.write(file, bytes);
    String request =
        "GET "
            + GatewayRig.path(url("here"))
            + " HTTP/1.1\r\nHost: a\r\nAccept-Encoding: gzip\r\nConnection: close\r\n\r\n";
    String plain = request.replace("Connection: close\r\n", "");

    String answers = answers(quick, List.of(plain + request));

    assertThat(answers.split("HTTP/1.1 403", -1)).as(answers).hasSize(3); // loopback
    assertThat(quick.requests("hit")).isZero();
    assertThat(quick.spool.find(url("here"))).isEmpty();
  }

  /** Several requests on one connection, the last of which ends it. */
  private static String requests(Random random) {
    StringBuilder text = new StringBuilder();
    for (int n = random.nextInt(4); n >= 0; n--) {
      String feed = FEEDS.get(random.nextInt(3) == 0 ? random.nextInt(FEEDS.size()) : 0);
      text.append(random.nextInt(5) == 0 ? "HEAD" : "GET").append(' ');
      text.append(random.nextInt(12) == 0 ? "/feed" : GatewayRig.path(url(feed)));
      text.append(" HTTP/1.1\r\nHost: edge\r\n");
      List<String> fields = new ArrayList<>(FIELDS);
      for (int m = random.nextInt(4); m > 0; m--) {
        text.append(fields.remove(random.nextInt(fields.size()))).append("\r\n");
      }
      text.append(n == 0 ? "Connection: close\r\n\r\n" : "\r\n");
    }
    return text.toString();
  }

  private static final List<String> FIELDS =
      List.of(
          "Accept-Encoding: gzip",
          "Accept-Encoding: gzip",
          "accept-encoding: br;q=1, gzip;q=0.5",
          "Accept-Encoding: gzip;q=0",
          "If-None-Match: \"" + HASH.substring(0, 32) + "-gzip\"",
          "If-None-Match: W/\"a\", \"" + HASH.substring(0, 32) + "\"",
          "If-None-Match: \"origin\"",
          "If-None-Match: *",
          "If-None-Match: \"other\"",
          "If-Modified-Since: Fri, 20 Nov 2026 11:00:00 GMT",
          "If-Modified-Since: Fri, 20 Nov 2026 10:00:00 GMT",
          "If-Modified-Since: nonsense",
          "If-Match: \"other\"",
          "If-Unmodified-Since: Fri, 20 Nov 2026 10:00:00 GMT",
          "Range: bytes=0-9",
          "A-IM: feed",
          "A-IM: feed, gzip",
          "User-Agent: reader/1.0",
          "User-Agent: service (12 subscribers)",
          "Cache-Control: no-cache",
          "Cache-Control: only-if-cached",
          "Pragma: no-cache",
          "Cookie: a=b",
          "Via: 1.1 other",
          "Via: 1.1 feedmesh-edge-1",
          "X-Other: a");

  private static List<String> pieces(Random random, String text) {
    if (random.nextInt(3) > 0) {
      return List.of(text);
    }
    int cut = 1 + random.nextInt(text.length() - 1);
    return List.of(text.substring(0, cut), text.substring(cut));
  }

  /** Their fields in the order of the alphabet, but for what depends on the moment. */
  private static String answers(GatewayRig gateway, List<String> pieces) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
      socket.setSoTimeout(20_000);
      socket.setTcpNoDelay(true);
      for (String piece : pieces) {
        socket.getOutputStream().write(piece.getBytes(ISO_8859_1));
        socket.getOutputStream().flush();
      }
      String all = new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
      return Arrays.stream(all.split("(?=HTTP/1.1 \\d{3} )", -1))
          .map(PlainHitsTest::sorted)
          .collect(Collectors.joining("\n\n"));
    }
  }

  private static String sorted(String answer) {
    int end = answer.indexOf("\r\n\r\n");
    if (end < 0) {
      return answer;
    }
    return answer
            .substring(0, end)
            .lines()
            .filter(line -> !line.startsWith("Date: "))
            .filter(line -> !line.endsWith("; detail=NEGATIVE")) // for seconds only
            .filter(line -> !line.endsWith("; fwd=uri-miss"))
            .sorted()
            .collect(Collectors.joining("\n"))
        + answer.substring(end);
  }
}
