package io.feedmesh.producers.ping;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls by programs that mean ill or know no better. */
class HostileCallsTest {
  private static final String GOOD =
      XmlRpcCallTest.call(
          "<value>Blog</value>", "<value><string>http://b.example/</string></value>");

  @Test
  void aCallCutAnywhereIsNoCall() {
    byte[] whole = GOOD.getBytes(UTF_8);
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> XmlRpcCall.parse(cut))
          .as("cut at %d", length)
          .isInstanceOf(BadCallException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {16, 17, 1000})
  void hasAsManyParametersAsItsBound(int count) throws BadCallException {
    String[] values = new String[count];
    Arrays.fill(values, "<value>x</value>");
    byte[] body = XmlRpcCallTest.call(values).getBytes(UTF_8);

    if (count <= 16) {
      assertThat(XmlRpcCall.parse(body).parameters()).hasSize(count);
    } else {
      assertThatThrownBy(() -> XmlRpcCall.parse(body)).hasMessageContaining("more than 16");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<value><i4>7</i4></value> | 7",
        "<value><boolean>1</boolean></value> | 1",
        "<value><base64>YQ==</base64></value> | YQ==",
        "<value><dateTime.iso8601>20260101T00:00:00</dateTime.iso8601></value> | 20260101T00:00:00",
        "<value>a<!-- b -->c</value> | ac",
        "<value><string>a<![CDATA[<b>]]></string></value> | a<b>",
        "<value>&#x41;&lt;</value> | A<",
        "<value> <string> a </string> </value> | a",
        "<value><string/></value> | ''",
        "<value><nil/></value> | ''"
      })
  void readsEveryScalar(String value, String text) throws BadCallException {
    assertThat(XmlRpcCall.parse(XmlRpcCallTest.call(value).getBytes(UTF_8)).parameters())
        .containsExactly(text.equals("''") ? "" : text);
  }

  @Test
  void readsUtf16WithItsMark() throws BadCallException {
    String call = "<?xml version=\"1.0\" encoding=\"UTF-16\"?>" + GOOD;

    assertThat(XmlRpcCall.parse(call.getBytes(UTF_16)).parameters())
        .containsExactly("Blog", "http://b.example/");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<methodCall><methodName>m</methodName></methodCall><methodCall/>",
        "<a><methodCall><methodName>m</methodName></methodCall></a>",
        "<methodCall><params><param><value>x</value></param></params></methodCall>",
        "<methodCall xmlns:x='y'><x:methodName2>m</x:methodName2></methodCall>",
        "<?xml version='1.0' encoding='nonsense'?><methodCall/>",
        "<methodCall>&undefined;</methodCall>"
      })
  void whatOnlyLooksLikeACallIsNone(String body) {
    assertThatThrownBy(() -> XmlRpcCall.parse(body.getBytes(UTF_8)))
        .isInstanceOf(BadCallException.class);
  }

  @Test
  void theMethodThatNobodyHasIsNamedButNotAtAnyLength() {
    String name = "x".repeat(10_000);
    String body = GOOD.replace("<methodName>m<", "<methodName>" + name + "<");

    assertThatThrownBy(() -> WeblogUpdates.said(XmlRpcCall.parse(body.getBytes(UTF_8))))
        .isInstanceOf(BadCallException.class)
        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(250));
  }
}
