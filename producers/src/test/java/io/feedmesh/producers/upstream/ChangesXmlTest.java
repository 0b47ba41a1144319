package io.feedmesh.producers.upstream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.feedmesh.producers.upstream.ChangesXml.BadListException;
import io.feedmesh.producers.upstream.ChangesXml.Weblog;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChangesXmlTest {
  private static final Instant NOW = Instant.parse("2026-01-02T12:00:00Z");

  @Test
  void aListSaysWhatChangedAndWhen() throws Exception {
    ChangesXml list =
        parse(
            """
            <?xml version="1.0"?>
            <weblogUpdates version="2" updated="Fri, 02 Jan 2026 11:00:00 GMT" count="3">
            <weblog name="A &amp; B" url="http://a.example/" rssUrl="http://a.example/rss" when="60"/>
            <weblog name="C" url="http://c.example/" when="x"/>
            <weblog name="none"/>
            <weblog rss="http://d.example/rss" when="99999999999"/>
            </weblogUpdates>
            """);

    assertThat(list.weblogs())
        .containsExactly(
            new Weblog(
                "A & B",
                "http://a.example/",
                "http://a.example/rss",
                Instant.parse("2026-01-02T10:59:00Z")),
            new Weblog("C", "http://c.example/", null, Instant.parse("2026-01-02T11:00:00Z")),
            new Weblog(null, null, "http://d.example/rss", Instant.parse("2026-01-02T11:00:00Z")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " updated=''",
        " updated='yesterday'",
        " updated='Sat, 02 Jan 2027 11:00:00 GMT'"
      })
  void aListWithoutAUsableTimeIsOfNow(String updated) throws Exception {
    ChangesXml list =
        parse(
            "<weblogUpdates"
                + updated
                + "><weblog url='http://a.example/' when='5'/></weblogUpdates>");

    assertThat(list.weblogs().get(0).at()).isEqualTo(NOW.minusSeconds(5));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nonsense",
        "<html/>",
        "<weblogUpdates>",
        "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><weblogUpdates>&e;</weblogUpdates>",
        "<!DOCTYPE x SYSTEM 'http://127.0.0.1:1/'><weblogUpdates/>",
        "<weblogUpdates>&undefined;</weblogUpdates>"
      })
  void whatIsNoSuchListIsRefused(String body) {
    assertThatThrownBy(() -> parse(body)).isInstanceOf(BadListException.class);
  }

  @Test
  void boundsAreKept() {
    String weblog = "<weblog url='http://a.example/'/>";
    assertThatThrownBy(
            () ->
                parse(
                    "<weblogUpdates>"
                        + weblog.repeat(ChangesXml.MAX_WEBLOGS + 1)
                        + "</weblogUpdates>"))
        .hasMessageContaining("10000 weblogs");
    assertThatThrownBy(() -> parse("<weblogUpdates>" + "<a>".repeat(5000)))
        .isInstanceOf(BadListException.class);
    StringBuilder many = new StringBuilder("<weblogUpdates><weblog ");
    for (int i = 0; i < 5000; i++) {
      many.append("a").append(i).append("='' ");
    }
    assertThatThrownBy(() -> parse(many + "/></weblogUpdates>"))
        .isInstanceOf(BadListException.class);
  }

  private static ChangesXml parse(String body) throws BadListException {
    return ChangesXml.parse(body.getBytes(UTF_8), NOW);
  }
}
