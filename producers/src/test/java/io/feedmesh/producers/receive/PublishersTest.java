package io.feedmesh.producers.receive;

import static org.assertj.core.api.Assertions.assertThat;

import io.feedmesh.schemas.record.Ping;
import io.feedmesh.schemas.record.PingSource;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Publishers tell of a change in the words of each protocol, and are answered in its form. */
class PublishersTest {
  private final ReceiverRig rig = new ReceiverRig();

  @AfterEach
  void stop() {
    rig.close();
  }

  /** Weblogs.com API, "Setting up a REST Client", and what other services took. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/pingSiteForm?name=Blog&url=http://b.example/&changesURL=http://b.example/c",
        "/pingSiteForm?name=Blog&url=http://b.example/&changesUrl=http://b.example/c",
        "/pingsiteform/?NAME=Blog&URL=http://b.example/",
        "/ping?name=Blog&url=http://b.example/&rssUrl=",
        "/ping/?title=Blog&blogurl=http://b.example/",
        "/ping?name=http://b.example/&url=Blog"
      })
  void restPingsAreTakenInEverySpelling(String target) throws Exception {
    HttpResponse<String> answer = rig.get(target);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("<response><error>0</error><message>Thanks");
    Ping ping = rig.pings(1).get(0);
    assertThat(ping.getFeedUrl()).isEqualTo("http://b.example/");
    assertThat(ping.getSiteName()).isEqualTo("Blog");
    assertThat(ping.getSource()).isEqualTo(PingSource.REST);
  }

  @ParameterizedTest
  @ValueSource(strings = {"rssUrl", "rssURL", "rssurl", "feedUrl", "rss"})
  void theFeedOfARestPingHasSeveralNames(String name) throws Exception {
    rig.get("/ping?name=Blog&url=http://b.example/&" + name + "=http://b.example/feed");

    assertThat(rig.pings(1).get(0).getFeedUrl()).isEqualTo("http://b.example/feed");
  }

  /** Weblogs.com API, "Error Responses": the reply's own form says what was wrong. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/ping | 400 | url is missing",
        "/ping?name=Blog&url= | 400 | url is missing",
        "/ping?name=Blog&url=blog | 400 | not a feed URL",
        "/ping?name=Blog&url=ftp://b.example/ | 400 | not a feed URL",
        "/ping?name=Blog&url=%zz | 400 | encoded as UTF-8",
        "/pingSiteForm?url=%FF%FE | 400 | "
      })
  void badRestPingsAreAnsweredInTheirForm(String target, int status, String why) throws Exception {
    String answer =
        rig.raw("GET " + target + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", new byte[0]);

    assertThat(answer).startsWith("HTTP/1.1 " + status);
    assertThat(answer).contains("<response><error>1</error>").contains(why == null ? "" : why);
  }

  /** rssCloud walkthrough, "ping": POST with url, answered by a result with success and msg. */
  @Test
  void anRssCloudPingIsAnsweredByAResult() throws Exception {
    HttpResponse<String> answer = rig.form("/ping", "url=http%3A%2F%2Fb.example%2Frss.xml");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("content-type")).hasValue("text/xml; charset=utf-8");
    assertThat(answer.body()).contains("<result success=\"true\" msg=\"Thanks for the ping");
    Ping ping = rig.pings(1).get(0);
    assertThat(ping.getFeedUrl()).isEqualTo("http://b.example/rss.xml");
    assertThat(ping.getSource()).isEqualTo(PingSource.RSS_CLOUD);
    assertThat(rig.counted("rss_cloud", "taken")).isOne();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "url=", "url=a%22%26%3Cb", "url=ftp%3A%2F%2Fb.example%2F"})
  void aBadRssCloudPingIsAResultWithoutSuccess(String form) throws Exception {
    HttpResponse<String> answer = rig.form("/ping", form);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("<result success=\"false\" msg=\"url").doesNotContain("&<");
    assertThat(rig.counted("rss_cloud", "bad")).isOne();
  }

  @Test
  void anRssCloudPingIsAnsweredInJsonWhereThatIsWhatIsAccepted() throws Exception {
    HttpResponse<String> answer =
        rig.send(
            rig.request("/ping")
                .header("Accept", "application/json")
                .POST(BodyPublishers.ofString("url=a%22b")));

    assertThat(answer.headers().firstValue("content-type")).hasValue("application/json");
    assertThat(answer.body()).startsWith("{\"success\":false,\"msg\":\"url").contains("a\\u0022b");
  }

  /** rssCloud over XML-RPC: hello and ping return true; what is wrong is a fault with code 4. */
  @Test
  void rssCloudOverXmlRpcReturnsTrueOrFault4() throws Exception {
    String hello = rpc("rssCloud.hello");
    String ping = rpc("rssCloud.ping", "http://b.example/rss.xml");
    String bad = rpc("rssCloud.ping", "nonsense");
    String none = rpc("rssCloud.ping");

    assertThat(hello).contains("<param><value><boolean>1</boolean></value></param>");
    assertThat(ping).contains("<param><value><boolean>1</boolean></value></param>");
    assertThat(bad).contains("<fault>", "<int>4</int>", "nonsense");
    assertThat(none).contains("<fault>", "<int>4</int>");
    assertThat(rig.pings(1)).extracting(Ping::getSource).containsExactly(PingSource.RSS_CLOUD);
  }

  /** W3C WebSub, section 6; PubSubHubbub 0.4, section 7: hub.url, as large hubs take it. */
  @ParameterizedTest
  @ValueSource(strings = {"/websub", "/websub/", "/hub"})
  void webSubPublishNamesOneOrMoreTopics(String path) throws Exception {
    HttpResponse<String> answer =
        rig.form(
            path,
            "hub.mode=publish&hub.url=http%3A%2F%2Fb.example%2F1&hub.url=http%3A%2F%2Fb.example%2F2"
                + "&hub.topic=http%3A%2F%2Fb.example%2F3");

    assertThat(answer.statusCode()).isEqualTo(204);
    assertThat(answer.body()).isEmpty();
    assertThat(rig.pings(3))
        .extracting(Ping::getFeedUrl)
        .containsExactlyInAnyOrder(
            "http://b.example/1", "http://b.example/2", "http://b.example/3");
    assertThat(rig.pings(3)).extracting(Ping::getSource).containsOnly(PingSource.WEBSUB);
  }

  /** PubSubHubbub 0.4, section 7: an error is a 4xx or 5xx with a plain reason. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "hub.mode=publish | hub.url: expected 1 to 200, found 0",
        "hub.url=http://b.example/ | hub.mode",
        "hub.mode=subscribe&hub.topic=http://b.example/ | hub.mode",
        "hub.mode=publish&hub.url=nonsense | nonsense",
        "hub.mode=publish&hub.url=http://b.example/&hub.url=ftp://x/ | ftp://x/",
        "hub.mode=%zz | encoded"
      })
  void badWebSubPublishesAreToldWhy(String form, String why) throws Exception {
    HttpResponse<String> answer = rig.form("/websub", form);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.headers().firstValue("content-type")).hasValue("text/plain; charset=utf-8");
    assertThat(answer.body()).contains(why);
  }

  @Test
  void moreTopicsThanTheBoundAreRefusedAsAWhole() throws Exception {
    String form = "hub.mode=publish" + "&hub.url=http://b.example/".repeat(201);

    assertThat(rig.form("/websub", form).statusCode()).isEqualTo(400);
    assertThat(rig.counted("websub_publish", "malformed")).isOne();
  }

  @ParameterizedTest
  @CsvSource({"DELETE,/ping", "PUT,/pingSiteForm", "GET,/RPC2", "GET,/websub", "PUT,/hub"})
  void otherMethodsAreRefusedWithThoseAllowed(String method, String path) throws Exception {
    HttpResponse<String> answer =
        rig.send(rig.request(path).method(method, BodyPublishers.noBody()));

    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(answer.headers().firstValue("allow")).isPresent();
  }

  private String rpc(String method, String... parameters) throws Exception {
    StringBuilder call = new StringBuilder("<methodCall><methodName>" + method + "</methodName>");
    call.append("<params>");
    for (String parameter : parameters) {
      call.append("<param><value>").append(parameter).append("</value></param>");
    }
    HttpResponse<String> answer =
        rig.post("/RPC2", "text/xml", call.append("</params></methodCall>").toString());
    assertThat(answer.statusCode()).isEqualTo(200);
    return answer.body();
  }
}
