package io.feedmesh.consumers.gateway;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.feedmesh.schemas.http.AllowedClients;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/**
 * What no well-behaved client sends, over sockets, to one gateway: each has its answer, after each
 * the gateway serves on, and nothing is written but what it spools.
 *
 * <p>The tables are in {@code src/test/resources/hostile}; in them {@code \r}, {@code \n}, {@code
 * \t}, {@code \xHH} and {@code {N*text}} stand for themselves.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileRequestsTest {
  private static final String CONTENT = "what nobody may see";
  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] (\\d{3}) ");
  private static final Pattern ESCAPE =
      Pattern.compile("\\\\r|\\\\n|\\\\t|\\\\x([0-9a-f]{2})|\\{(\\d+)\\*([^}]*)\\}");

  @TempDir static Path folder;
  private GatewayRig gateway;
  private List<String> files;

  @BeforeAll
  void start() throws IOException {
    gateway =
        new GatewayRig(Files.createDirectory(folder.resolve("spool")), AllowedClients.LOCAL, false);
    gateway.put(1, "<rss/>");
    Files.writeString(folder.resolve("secret.gz"), CONTENT);
    Files.writeString(folder.resolve("secret"), CONTENT);
    files = files();
  }

  @AfterAll
  void stop() {
    gateway.close();
  }

  @AfterEach
  void servesOnAndHasWrittenNothing() throws Exception {
    assertThat(gateway.get(GatewayRig.URL).statusCode()).isEqualTo(200);
    assertThat(files()).isEqualTo(files);
  }

  @ParameterizedTest(name = "{0}")
  @CsvFileSource(
      resources = "/hostile/requests.txt",
      delimiter = '|',
      quoteCharacter = '`',
      maxCharsPerColumn = 100_000)
  void requestsAreAnsweredSo(String what, String request, String expected) throws Exception {
    assertThat(statuses(send(unescape(request)))).as(what).matches(expected);
  }

  @ParameterizedTest(name = "{0}")
  @CsvFileSource(
      resources = "/hostile/targets.txt",
      delimiter = '|',
      quoteCharacter = '`',
      maxCharsPerColumn = 100_000)
  void targetsAreAnsweredSo(String target, String expected) throws Exception {
    String request =
        "GET " + unescape(target) + " HTTP/1.1\r\nHost: edge\r\nConnection: close\r\n\r\n";
    assertThat(statuses(send(request))).as(target).isEqualTo(expected);
  }

  /** Those of all answers, in their order; {@code -} for none. */
  private static String statuses(String answer) {
    assertThat(answer).doesNotContain(CONTENT);
    List<String> found = new ArrayList<>();
    for (Matcher status = STATUS.matcher(answer); status.find(); ) {
      found.add(status.group(1));
    }
    return found.isEmpty() ? "-" : String.join(" ", found);
  }

  /** Until the gateway closes the connection. */
  private String send(String request) throws IOException {
    StringBuilder answer = new StringBuilder();
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(request.getBytes(ISO_8859_1));
      socket.shutdownOutput();
      byte[] some = new byte[8192];
      for (int n; (n = socket.getInputStream().read(some)) > 0; ) {
        answer.append(new String(some, 0, n, ISO_8859_1));
      }
    } catch (SocketException e) {
      assertThat(e).as("closed with bytes of ours unread").isNotNull();
    }
    return answer.toString();
  }

  private static String unescape(String text) {
    String bytes = new String(text.getBytes(UTF_8), ISO_8859_1);
    return ESCAPE
        .matcher(bytes)
        .replaceAll(
            found -> {
              String by =
                  switch (found.group().charAt(1)) {
                    case 'r' -> "\r";
                    case 'n' -> "\n";
                    case 't' -> "\t";
                    case 'x' -> String.valueOf((char) Integer.parseInt(found.group(1), 16));
                    default -> found.group(3).repeat(Integer.parseInt(found.group(2)));
                  };
              return Matcher.quoteReplacement(by);
            });
  }

  /** All but what the spool itself keeps beside its feeds. */
  private List<String> files() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString())
          .filter(file -> !file.startsWith("spool/."))
          .sorted()
          .toList();
    }
  }
}
