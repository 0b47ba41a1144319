package io.feedmesh.docker.command.feeds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpmlReaderTest {
  private static Set<String> read(String document) {
    return OpmlReader.read(document.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void findsOutlinesHoweverDeepInTheirOrderAndOnce() {
    assertThat(
            read(
                """
                <?xml version="1.0"?>
                <opml version="2.0"><head><title>mine</title></head><body>
                  <outline text="a" xmlUrl="http://a.example/"/>
                  <outline text="folder"><outline text="inner">
                    <outline type="rss" xmlUrl=" http://b.example/?x=1&amp;y=2 "/></outline>
                    <outline xmlUrl="http://a.example/"/></outline>
                </body></opml>
                """))
        .containsExactly("http://a.example/", "http://b.example/?x=1&y=2");
  }

  @Test
  void takesXmlUrlInAnyCase() {
    assertThat(
            read(
                "<OPML><body><Outline xmlurl='a.example'/><OUTLINE XMLURL='b.example'/>"
                    + "<outline htmlUrl='c.example' xmlUrl=''/></body></OPML>"))
        .containsExactly("a.example", "b.example");
  }

  @Test
  void readsTheEncodingThatTheDocumentDeclares() {
    String document =
        "<?xml version='1.0' encoding='ISO-8859-1'?><opml><outline xmlUrl='http://ä.example/'/>"
            + "</opml>";
    assertThat(OpmlReader.read(document.getBytes(Charset.forName("ISO-8859-1"))))
        .containsExactly("http://ä.example/");
  }

  @Test
  void anEmptyOpmlHasNoFeeds() {
    assertThat(read("<opml version='1.0'><body/></opml>")).isEmpty();
  }

  @Test
  void tenThousandNestedOutlinesDoNoHarm() {
    String deep =
        "<outline>".repeat(10_000) + "<outline xmlUrl='a.example'/>" + "</outline>".repeat(10_000);
    assertThat(read("<opml>" + deep + "</opml>")).containsExactly("a.example");
  }

  @Test
  void refusesAnEntityBomb() {
    StringBuilder bomb = new StringBuilder("<!DOCTYPE opml [<!ENTITY a0 'boom'>");
    for (int i = 1; i < 12; i++) {
      String previous = "&a" + (i - 1) + ";";
      bomb.append("<!ENTITY a").append(i).append(" '").append(previous.repeat(10)).append("'>");
    }
    bomb.append("]><opml><body><outline xmlUrl='http://x.example/&a11;'/></body></opml>");
    assertThatThrownBy(() -> read(bomb.toString()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("DOCTYPE");
  }

  @Test
  void refusesAnExternalEntity() {
    assertThatThrownBy(
            () ->
                read(
                    "<!DOCTYPE opml [<!ENTITY f SYSTEM 'file:///etc/hostname'>]>"
                        + "<opml><outline xmlUrl='http://x.example/&f;'/></opml>"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("DOCTYPE");
  }

  @Test
  void refusesAnyDoctypeEvenAHarmlessOne() {
    assertThatThrownBy(() -> read("<!DOCTYPE opml SYSTEM 'http://x.example/a.dtd'><opml/>"))
        .hasMessageContaining("DOCTYPE");
  }

  @Test
  void namesTheRootOfWhatIsNoOpml() {
    assertThatThrownBy(() -> read("<html><body/></html>"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("its root is <html>");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "no xml", "<opml><body>", "{\"version\": 1}", "<opml a='&nbsp;'/>", "\0"})
  void saysWhereItIsNoXml(String document) {
    assertThatThrownBy(() -> read(document))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageMatching("no XML at line \\d+: [^\\n]+");
  }
}
