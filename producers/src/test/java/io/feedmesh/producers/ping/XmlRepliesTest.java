package io.feedmesh.producers.ping;

import static org.assertj.core.api.Assertions.assertThat;

import io.feedmesh.producers.intake.PingAnswer;
import io.feedmesh.producers.intake.PingAnswer.Kind;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

class XmlRepliesTest {
  private static final String NASTY = "<a href='x'>&amp;\u0000\u0008\uffff\ud800 \ud83d\ude00 ]]>";

  @Test
  void everyReplyIsWellFormedWhateverTheMessage() throws Exception {
    String message = "<a href='x'>&amp;????? \ud83d\ude00 ]]>".replace("?????", "????");

    assertThat(text(XmlReplies.methodResponse(new PingAnswer(Kind.BAD, NASTY)), "string"))
        .isEqualTo(message);
    assertThat(text(XmlReplies.fault(-1, NASTY), "string")).isEqualTo(message);
    assertThat(text(XmlReplies.response(new PingAnswer(Kind.BAD, NASTY)), "message"))
        .isEqualTo(message);
  }

  @Test
  void successAndErrorAreTold() throws Exception {
    assertThat(text(XmlReplies.methodResponse(new PingAnswer(Kind.TAKEN, "")), "boolean"))
        .isEqualTo("0");
    assertThat(text(XmlReplies.methodResponse(new PingAnswer(Kind.LIMITED, "")), "boolean"))
        .isEqualTo("1");
    assertThat(text(XmlReplies.response(new PingAnswer(Kind.TAKEN, "")), "error")).isEqualTo("0");
    assertThat(text(XmlReplies.fault(-32601, ""), "int")).isEqualTo("-32601");
  }

  private static String text(String xml, String element) throws Exception {
    Document document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    return document.getElementsByTagName(element).item(0).getTextContent();
  }
}
