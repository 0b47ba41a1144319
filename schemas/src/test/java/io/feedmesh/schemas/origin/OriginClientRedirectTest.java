package io.feedmesh.schemas.origin;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.feedmesh.schemas.origin.OriginAnswer.Answered;
import io.feedmesh.schemas.origin.OriginAnswer.Failed;
import io.feedmesh.schemas.record.FetchFailure;
import io.feedmesh.schemas.testing.RawOrigin;
import io.feedmesh.schemas.url.FeedUrl;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OriginClientRedirectTest {
  private OriginClient client = new OriginClient(OriginConfig.of("test", true).withMaxRedirects(5));

  @AfterEach
  void close() {
    client.close();
  }

  @ParameterizedTest
  @CsvSource({"301,true", "308,true", "302,false", "303,false", "307,false"})
  void followsEachKindAndTellsThePermanentOnes(int status, boolean permanent) {
    try (RawOrigin origin = redirecting("/old", status, "new?x#part")) {
      Answered answer = (Answered) get(origin.url("/old"), Map.of("If-None-Match", "\"1\""));

      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.url()).isEqualTo(origin.url("/new?x"));
      assertThat(answer.movedPermanently()).isEqualTo(permanent);
      assertThat(origin.heads()).allMatch(head -> head.contains("If-None-Match: \"1\""));
    }
  }

  @Test
  void oneTemporaryHopMakesTheChainTemporary() {
    try (RawOrigin origin =
        new RawOrigin(
            (head, out) -> {
              String answer =
                  head.startsWith("GET /a ")
                      ? redirect(301, "/b")
                      : head.startsWith("GET /b ")
                          ? redirect(302, "/c")
                          : head.startsWith("GET /c ") ? redirect(308, "/d") : OK;
              out.write(answer.getBytes(ISO_8859_1));
              return true;
            })) {
      Answered answer = (Answered) get(origin.url("/a"), Map.of());

      assertThat(answer.url()).isEqualTo(origin.url("/d"));
      assertThat(answer.movedPermanently()).isFalse();
    }
  }

  @Test
  void aLoopIsNamed() {
    try (RawOrigin origin = redirecting("/", 301, "/")) {
      assertFailure(origin.url("/"), FetchFailure.TOO_MANY_REDIRECTS, "loop");
    }
  }

  @Test
  void anEndlessChainStopsAtTheBound() {
    try (RawOrigin origin =
        new RawOrigin(
            (head, out) -> {
              out.write(redirect(302, "/" + System.nanoTime()).getBytes(ISO_8859_1));
              return true;
            })) {
      assertFailure(origin.url("/"), FetchFailure.TOO_MANY_REDIRECTS, "more than 5");
      assertThat(origin.heads()).hasSize(6);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ftp://x/", "http://user@x/", "http://", "file:///etc/passwd"})
  void aLocationThatIsNoHttpAddressIsABadRedirect(String location) {
    try (RawOrigin origin = redirecting("/", 301, location)) {
      assertFailure(origin.url("/"), FetchFailure.BAD_REDIRECT, "301");
    }
  }

  @Test
  void aRedirectWithoutLocationIsABadRedirect() {
    try (RawOrigin origin = RawOrigin.sending("HTTP/1.1 301 Moved\r\nContent-Length: 0\r\n\r\n")) {
      assertFailure(origin.url("/"), FetchFailure.BAD_REDIRECT, "without a Location");
    }
  }

  @Test
  void otherStatusesOfThatClassAreAnswers() {
    try (RawOrigin origin =
        RawOrigin.sending("HTTP/1.1 300 Multiple\r\nLocation: /x\r\nContent-Length: 0\r\n\r\n")) {
      assertThat(((Answered) get(origin.url("/"), Map.of())).status()).isEqualTo(300);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://10.0.0.1/",
        "http://169.254.169.254/latest",
        "http://[fd00::1]/",
        "//[::1]:9/"
      })
  void anAddressThatAHopLeadsToIsCheckedToo(String target) {
    client.close();
    AddressPolicy onlyTheTest =
        address ->
            !address.getHostAddress().equals("127.0.0.1")
                && AddressPolicy.PUBLIC_ONLY.refuses(address);
    client = new OriginClient(OriginConfig.of("test", true).withAddresses(onlyTheTest));
    try (RawOrigin origin = redirecting("/", 302, target)) {
      assertFailure(origin.url("/"), FetchFailure.ADDRESS_REFUSED, "is at");
    }
  }

  @Test
  void credentialsStayWithTheHostTheyWereMeantFor() {
    Map<String, String> headers =
        Map.of("Authorization", "Basic x", "cookie", "session=7", "Accept", "text/xml");
    try (RawOrigin other = RawOrigin.sending(OK);
        RawOrigin origin = redirecting("/", 302, other.url("/feed").toString())) {
      assertThat(get(origin.url("/"), headers)).isInstanceOf(Answered.class);

      assertThat(origin.heads().get(0)).contains("Authorization: Basic x", "session=7");
      assertThat(other.heads().get(0))
          .contains("Accept: text/xml")
          .doesNotContain("Basic", "session");
    }
  }

  @Test
  void theBodyOfARedirectIsNotReadToAnEndlessEnd() {
    try (RawOrigin target = RawOrigin.sending(OK);
        RawOrigin origin =
            new RawOrigin(
                (head, out) -> {
                  out.write(
                      ("HTTP/1.1 301 Moved\r\nLocation: " + target.url("/") + "\r\n\r\n")
                          .getBytes(ISO_8859_1));
                  while (true) {
                    out.write(new byte[10_000]);
                  }
                })) {
      assertThat(((Answered) get(origin.url("/"), Map.of())).status()).isEqualTo(200);
      await().until(() -> origin.open() == 0);
    }
  }

  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

  private static RawOrigin redirecting(String path, int status, String location) {
    return new RawOrigin(
        (head, out) -> {
          boolean from = head.startsWith("GET " + path + " ");
          out.write((from ? redirect(status, location) : OK).getBytes(ISO_8859_1));
          return true;
        });
  }

  private static String redirect(int status, String location) {
    return "HTTP/1.1 "
        + status
        + " Moved\r\nLocation: "
        + location
        + "\r\nContent-Length: 4\r\n\r\ngone";
  }

  private void assertFailure(FeedUrl url, FetchFailure kind, String detail) {
    OriginAnswer answer = get(url, Map.of());
    assertThat(answer).isInstanceOf(Failed.class);
    assertThat(((Failed) answer).failure()).isEqualTo(kind);
    assertThat(((Failed) answer).detail()).contains(detail);
  }

  private OriginAnswer get(FeedUrl url, Map<String, String> headers) {
    return client.get(new OriginRequest(url, headers, Duration.ofSeconds(20), 100_000)).join();
  }
}
