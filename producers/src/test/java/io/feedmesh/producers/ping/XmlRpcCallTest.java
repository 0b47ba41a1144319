package io.feedmesh.producers.ping;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class XmlRpcCallTest {
  @Test
  void readsACallAsWordPressSendsIt() throws BadCallException {
    String body =
        """
        <?xml version="1.0"?>
        <methodCall>
        <methodName>weblogUpdates.extendedPing</methodName>
        <params>
        <param><value><string>Tom &amp; Ann&#8217;s blog</string></value></param>
        <param><value><string>https://blog.example/</string></value></param>
        <param><value><string>https://blog.example/feed/</string></value></param>
        </params></methodCall>
        """;

    XmlRpcCall call = parse(body);

    assertThat(call.method()).isEqualTo("weblogUpdates.extendedPing");
    assertThat(call.parameters())
        .containsExactly(
            "Tom & Ann\u2019s blog", "https://blog.example/", "https://blog.example/feed/");
  }

  @Test
  void aValueWithoutATypeIsAString() throws BadCallException {
    assertThat(parse(call("<value>plain</value>", "<value> <int>7</int> </value>")).parameters())
        .containsExactly("plain", "7");
  }

  @Test
  void compoundValuesKeepTheirPlace() throws BadCallException {
    String struct =
        "<value><struct><member><name>a</name><value>b</value></member></struct></value>";
    String array = "<value><array><data><value>x</value></data></array></value>";

    assertThat(parse(call(struct, array, "<value>c</value>", "<value/>")).parameters())
        .containsExactly("", "", "c", "");
  }

  @Test
  void readsCharacterDataAndOtherEncodingsAndALineBeforeTheDeclaration() throws BadCallException {
    String body =
        "\r\n<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>"
            + call("<value><![CDATA[caf\u00e9 & more]]></value>");

    assertThat(XmlRpcCall.parse(body.getBytes(ISO_8859_1)).parameters())
        .containsExactly("caf\u00e9 & more");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "   ",
        "hello",
        "<methodCall>",
        "<methodCall><methodName>x</methodCall>",
        "<methodResponse/>",
        "<methodCall/>",
        "<methodCall><methodName>a<b/></methodName></methodCall>",
        "{\"jsonrpc\":\"2.0\"}"
      })
  void refusesWhatIsNoCall(String body) {
    assertThatThrownBy(() -> parse(body)).isInstanceOf(BadCallException.class);
  }

  @Test
  void refusesDocumentTypesWithWhateverIsInThem() {
    String bomb =
        """
        <?xml version="1.0"?>
        <!DOCTYPE lolz [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
        <!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d SYSTEM "file:///etc/passwd">]>
        """;
    String call =
        "<methodCall><methodName>&c;</methodName><params><param><value>&d;</value></param>"
            + "</params></methodCall>";

    assertThatThrownBy(() -> parse(bomb + call)).isInstanceOf(BadCallException.class);
    assertThatThrownBy(() -> parse(bomb + "<methodCall><methodName>x</methodName></methodCall>"))
        .isInstanceOf(BadCallException.class);
    assertThatThrownBy(
            () -> parse("<!DOCTYPE methodCall SYSTEM \"http://127.0.0.1:1/x.dtd\">" + call))
        .isInstanceOf(BadCallException.class);
  }

  @Test
  void hostileXmlIsRefusedQuickly() {
    String deep = "<a>".repeat(20_000);
    StringBuilder attributes = new StringBuilder("<methodCall");
    for (int i = 0; i < 6000; i++) {
      attributes.append(" a").append(i).append("=''");
    }
    String many =
        call("<value>x</value>".repeat(1)).replace("</params>", "")
            + "<param/>".repeat(7000)
            + "</params></methodCall>";

    assertTimeout(
        Duration.ofSeconds(10),
        () -> {
          assertThatThrownBy(() -> parse(deep)).isInstanceOf(BadCallException.class);
          assertThatThrownBy(() -> parse("<methodCall>" + deep))
              .isInstanceOf(BadCallException.class);
          assertThatThrownBy(() -> parse(attributes + "/>")).isInstanceOf(BadCallException.class);
          assertThatThrownBy(() -> parse(many)).isInstanceOf(BadCallException.class);
        });
  }

  @Test
  void noBytesMakeItFailInAnyOtherWay() {
    long seed = Long.getLong("feedmesh.seed", System.nanoTime());
    Random random = new Random(seed);
    byte[] good = call("<value>x</value>", "<value><string>y</string></value>").getBytes(UTF_8);
    for (int round = 0; round < 3000; round++) {
      byte[] body = good.clone();
      for (int i = 0; i < 3; i++) {
        body[random.nextInt(body.length)] = (byte) random.nextInt(256);
      }
      try {
        assertThat(XmlRpcCall.parse(body).method()).as("seed " + seed).isNotNull();
      } catch (BadCallException e) {
        assertThat(e.code()).as("seed " + seed).isNegative();
      }
    }
  }

  static String call(String... values) {
    StringBuilder call = new StringBuilder("<methodCall><methodName>m</methodName><params>");
    for (String value : values) {
      call.append("<param>").append(value).append("</param>");
    }
    return call.append("</params></methodCall>").toString();
  }

  private static XmlRpcCall parse(String body) throws BadCallException {
    return XmlRpcCall.parse(body.getBytes(UTF_8));
  }
}
