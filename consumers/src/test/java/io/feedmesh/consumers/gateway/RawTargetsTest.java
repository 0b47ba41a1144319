package io.feedmesh.consumers.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.feedmesh.schemas.http.AllowedClients;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Targets that no well-behaved client sends, over sockets. */
class RawTargetsTest {
  private static final String CONTENT = "what nobody may see";

  @TempDir Path folder;

  private String get(String target) throws Exception {
    return get(target, "edge");
  }

  private String get(String target, String host) throws Exception {
    try (GatewayRig gateway =
        new GatewayRig(
            Files.createDirectory(folder.resolve("spool")), AllowedClients.LOCAL, false)) {
      Files.writeString(folder.resolve("secret.gz"), CONTENT);
      gateway.put(1, "<rss/>");
      String answer =
          gateway.raw("GET " + target + " HTTP/1.1", "Host: " + host, "Connection: close");
      assertThat(answer).doesNotContain(CONTENT);
      return answer.lines().findFirst().orElse("closed");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "/https/example.org/feed.xml | 200",
        "/https/example.org/./feed.xml | 200",
        "/https/example.org/x/../feed.xml | 200",
        "/https/example.org/x/%2e%2e/feed.xml | 200",
        "/https/example.org/x/%2E./feed.xml | 200",
        "/https/EXAMPLE.ORG:443/%66eed.xml | 200",
        "/https/example.org/feed.xml#part | 200",
        "/https/../../secret | 400",
        "/https/%2e%2e/%2e%2e/secret | 400",
        "/https/..%2f..%2fsecret | 400",
        "/https/.. | 400",
        "/https//etc/passwd | 400",
        "/https/\\..\\..\\secret | 400",
        "/https/example.org/a%00b | 400",
        "/https/example.org/%00 | 400",
        "/https/exa%6dple.org/feed.xml | 400",
        "/https/user@example.org/feed.xml | 400",
        "/https/example.org:0/feed.xml | 400",
        "/../secret | 400",
        "/../../../../etc/passwd | 400",
        "/%2e%2e/secret | 400",
        "/.tmp/1.part | 404",
        "/.position | 404",
        "/secret | 404",
        "//https/example.org/feed.xml | 404",
        "/file/etc/passwd | 404",
        "file:///etc/passwd | 400",
        "ftp://example.org/a | 400",
        "* | 400",
      })
  void areAnsweredClearlyAndNeverWithAFileFromOutside(String target, int status) throws Exception {
    assertThat(get(target)).startsWith("HTTP/1.1 " + status);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/https/127.0.0.1/../../secret",
        "/https/127.0.0.1:1/..%2f..%2fsecret",
        "/http/localhost/..\\secret",
        "/http/[::1]/feed",
        "/http/169.254.169.254/latest/meta-data",
      })
  void privateAddressesAreRefused(String target) throws Exception {
    assertThat(get(target)).startsWith("HTTP/1.1 403");
  }

  @Test
  void aProxyRefusesThemToo() throws Exception {
    assertThat(get("http://127.0.0.1/feed", "127.0.0.1")).startsWith("HTTP/1.1 403");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\u0000b", "a\tb", "a\u0007b", "a b c"})
  void rawControlCharactersAreRefused(String path) throws Exception {
    assertThat(get("/https/example.org/" + path)).startsWith("HTTP/1.1 400");
  }

  @Test
  void absurdLengthsAreRefused() throws Exception {
    assertThat(get("/https/example.org/" + "a".repeat(3000))).startsWith("HTTP/1.1 400");
  }

  @Test
  void moreThanAHeaderCanHoldIsRefused() throws Exception {
    assertThat(get("/https/example.org/" + "a".repeat(100_000))).matches("HTTP/1.1 (414|431).*");
  }

  @Test
  void tunnelsAreNotMade() throws Exception {
    try (GatewayRig gateway = new GatewayRig(folder)) {
      assertThat(
              gateway.raw(
                  "CONNECT example.org:443 HTTP/1.1", "Host: example.org:443", "Connection: close"))
          .startsWith("HTTP/1.1 4");
    }
  }
}
