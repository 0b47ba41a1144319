package io.feedmesh.streams.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.feedmesh.schemas.http.AllowedClients;
import io.feedmesh.schemas.kafka.KafkaSettings;
import io.feedmesh.streams.api.ApiNode.Answer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with a request is said, without any app or broker. */
class BadRequestsTest {
  private static final int MAX_BODY = 16 << 20;

  @TempDir Path folder;

  private ApiNode node() {
    return new ApiNode(KafkaSettings.of("localhost:1"), folder, AllowedClients.LOCAL);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "GET | /feeds | 400 | expected the parameter url",
        "GET | /feeds?url=mailto:me | 400 | URL",
        "GET | /feeds?url=https://a.example/&x=1 | 400 | no parameter 'x'",
        "GET | /feeds?url=https://a.example/&limit=0 | 400 | limit: expected 1 to 10000, found '0'",
        "GET | /feeds?url=https://a.example/&limit=99999999999 | 400 | limit: expected",
        "POST | /feeds?url=https://a.example/ | 405 | expected GET",
        "GET | /queries | 400 | expected the parameter q",
        "GET | /queries?q=a+tittle:x | 400 | no field 'tittle'",
        "GET | /subscribers/a%20b | 400 | subscriber: expected 1 to 128 letters",
        "GET | /subscribers/x/subscriptions | 405 | expected PUT, DELETE",
        "DELETE | /subscribers/x/subscriptions | 400 | expected feed=URL",
        "DELETE | /subscribers/x/subscriptions?feed=nonsense: | 400 | URL",
        "GET | /local/subscribers/x/subscriptions | 404 | no such path",
        "GET | /subscribers/x | 503 | not running",
        "GET | /feeds?url=https://a.example/ | 503 | not running",
      })
  void getAnAnswerThatSaysSo(String method, String path, int status, String error) {
    try (ApiNode node = node()) {
      Answer answer = node.send(method, path, new byte[0]);

      assertThat(answer.status()).isEqualTo(status);
      assertThat(answer.json().path("error").asText())
          .containsIgnoringCase(status == 503 ? "ask again" : error);
      if (status == 503) {
        assertThat(answer.http().headers().firstValue("Retry-After")).contains("1");
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "nonsense | no JSON",
        "[] | expected a JSON object",
        "{} | expected either feeds",
        "{\"feeds\":[]} | expected either feeds",
        "{\"feeds\":[\"https://a.example/\"],\"allFeeds\":true} | expected either feeds",
        "{\"feeds\":\"a.example\"} | feeds: expected a list",
        "{\"feeds\":[7]} | feeds: expected URLs, found NUMBER",
        "{\"feeds\":[\"file:///etc/passwd\"]} | URL",
        "{\"feeds\":[\"https://a.example/\"],\"querry\":\"x\"} | no field 'querry'",
        "{\"feeds\":[\"https://a.example/\"],\"wants\":[\"money\"]} | found 'money'",
        "{\"allFeeds\":true,\"wants\":[\"documents\"]} | wants: expected entries",
        "{\"feeds\":[\"https://a.example/\"],\"leaseSeconds\":0} | leaseSeconds: expected 1 to 316224000",
        "{\"feeds\":[\"https://a.example/\"],\"leaseSeconds\":1e99} | leaseSeconds: expected",
        "{\"feeds\":[\"https://a.example/\"],\"last\":101} | last: expected 1 to 100",
        "{\"allFeeds\":true,\"last\":1} | last: expected feeds",
        "{\"feeds\":[\"https://a.example/\"],\"since\":\"tomorrow\"} | since: expected a time",
        "{\"feeds\":[\"https://a.example/\"],\"since\":\"2999-01-01T00:00:00Z\"} | since: expected a time",
      })
  void ordersSayWhatIsWrong(String order, String error) {
    try (ApiNode node = node()) {
      Answer answer = node.put("/subscribers/x/subscriptions", order);

      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.json().path("error").asText()).containsIgnoringCase(error);
    }
  }

  @Test
  void aBadQueryIsRefusedWithItsPlace() {
    try (ApiNode node = node()) {
      Answer answer =
          node.put(
              "/subscribers/x/subscriptions", "{\"allFeeds\":true,\"query\":\"kafka tittle:x\"}");

      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.json().path("position").asInt()).isEqualTo(7);
      assertThat(answer.json().path("error").asText()).contains("no field 'tittle'");
    }
  }

  @Test
  void whatIsTooLargeIsRefused() {
    try (ApiNode node = node()) {
      assertThat(node.send("PUT", "/subscribers/x/subscriptions", new byte[MAX_BODY + 1]).status())
          .isEqualTo(413);
    }
  }

  @Test
  void clientsFromElsewhereAreNotServed() {
    try (ApiNode node = new ApiNode(KafkaSettings.of("localhost:1"), folder, List.of())) {
      assertThat(node.get("/queries?q=kafka").status()).isEqualTo(403);
      assertThat(node.get("/health").status()).isEqualTo(200);
    }
  }

  @Test
  void aQueryIsCheckedWithoutBeingStored() {
    try (ApiNode node = node()) {
      assertThat(node.get("/queries?q=title:kafka").json().path("query").asText())
          .isEqualTo("title:kafka");
    }
  }
}
