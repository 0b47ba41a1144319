package io.feedmesh.producers.receive;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.feedmesh.producers.intake.Exchange;
import io.feedmesh.schemas.record.Ping;
import io.feedmesh.schemas.record.PingSource;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReceiverAppTest {
  private final ReceiverRig rig = new ReceiverRig();

  @AfterEach
  void stop() {
    rig.close();
  }

  @Test
  void anExtendedPingFromWordPressReachesTheTopic() throws Exception {
    HttpResponse<String> answer =
        rig.post(
            "/RPC2",
            "text/xml",
            """
            <?xml version="1.0"?>
            <methodCall>
            <methodName>weblogUpdates.extendedPing</methodName>
            <params>
            <param><value><string>My blog</string></value></param>
            <param><value><string>https://blog.example/</string></value></param>
            <param><value><string>https://blog.example/feed/</string></value></param>
            </params></methodCall>
            """);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("content-type")).hasValue("text/xml; charset=utf-8");
    assertThat(answer.body())
        .contains("<name>flerror</name><value><boolean>0</boolean></value>")
        .contains("<name>message</name>");
    Ping ping = rig.pings(1).get(0);
    assertThat(ping.getFeedUrl()).isEqualTo("https://blog.example/feed/");
    assertThat(ping.getSiteUrl()).isEqualTo("https://blog.example/");
    assertThat(ping.getSiteName()).isEqualTo("My blog");
    assertThat(ping.getSource()).isEqualTo(PingSource.XML_RPC);
    assertThat(ping.getSender()).isEqualTo("127.0.0.1");
    assertThat(rig.metrics())
        .contains("feedmesh_received_total{door=\"xml_rpc\",result=\"taken\"} 1.0");
  }

  @Test
  void aBadUrlIsAnErrorThatSaysWhyAndReachesNoTopic() throws Exception {
    HttpResponse<String> answer =
        rig.post("/RPC2", "text/xml", ping("<value>N</value>", "<value>a&lt;b</value>"));
    HttpResponse<String> good =
        rig.post("/RPC2", "text/xml", ping("<value>N</value>", "<value>http://x.example/</value>"));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("<boolean>1</boolean>", "url: ", "a&lt;b");
    assertThat(good.body()).contains("<boolean>0</boolean>");
    assertThat(rig.pings(1)).hasSize(1);
    assertThat(rig.metrics())
        .contains("feedmesh_received_total{door=\"xml_rpc\",result=\"bad\"} 1.0");
  }

  @Test
  void whatIsNoCallIsAFault() throws Exception {
    assertThat(rig.post("/RPC2", "text/xml", "nonsense").body()).contains("<int>-32700</int>");
    assertThat(rig.post("/RPC2", "text/xml", ping("<value>x</value>")).body())
        .contains("<int>-32602</int>");
    assertThat(
            rig.post("/RPC2", "text/xml", ping().replace("weblogUpdates.ping", "pingback.ping"))
                .body())
        .contains("<int>-32601</int>", "pingback.ping");
    assertThat(rig.post("/RPC2", "text/xml", "<!DOCTYPE x [<!ENTITY e 'y'>]>" + ping()).body())
        .contains("<int>-32600</int>");
    assertThat(rig.get("/RPC2").statusCode()).isEqualTo(405);
    assertThat(rig.metrics())
        .contains("feedmesh_received_total{door=\"xml_rpc\",result=\"malformed\"} 4.0");
  }

  @Test
  void aBodyWithoutLengthIsBoundedToo() throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), rig.port())) {
      socket.setSoTimeout(20_000);
      String head = "POST /RPC2 HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n20000\r\n";
      socket.getOutputStream().write(head.getBytes(ISO_8859_1));
      socket.getOutputStream().write(new byte[Exchange.MAX_BODY + 1]);

      assertThat(new String(socket.getInputStream().readNBytes(12), ISO_8859_1))
          .isEqualTo("HTTP/1.1 413");
    }
  }

  @Test
  void restPingsComeAsQueryAndAsForm() throws Exception {
    String site = URLEncoder.encode("https://blog.example/?a=1&b=\u00e9", UTF_8);

    HttpResponse<String> query = rig.get("/ping?name=A+blog&url=" + site);
    HttpResponse<String> form =
        rig.post(
            "/ping",
            "application/x-www-form-urlencoded",
            "url=https%3A%2F%2Ftwo.example%2F&rssUrl=https%3A%2F%2Ftwo.example%2Frss");
    HttpResponse<String> page =
        rig.get("/pingSiteForm?name=&url=http://three.example&changesURL=x");

    assertThat(List.of(query.statusCode(), form.statusCode(), page.statusCode())).containsOnly(200);
    assertThat(query.body()).contains("<response><error>0</error><message>");
    assertThat(rig.pings(3))
        .extracting(Ping::getFeedUrl)
        .containsExactlyInAnyOrder(
            "https://blog.example/?a=1&b=%C3%A9",
            "https://two.example/rss", "http://three.example/");
  }

  @Test
  void badRestPingsAreToldWhy() throws Exception {
    HttpResponse<String> missing = rig.get("/ping");
    HttpResponse<String> broken = rig.post("/ping", "text/plain", "url=%zz");

    assertThat(missing.statusCode()).isEqualTo(400);
    assertThat(missing.body()).contains("<error>1</error>", "url is missing");
    assertThat(broken.statusCode()).isEqualTo(400);
  }

  /**
   * By hand: a client that still sends its body when the connection is closed may lose the answer.
   */
  @Test
  void aBodyThatIsAnnouncedAsTooLargeIsRefusedBeforeItComes() throws IOException {
    for (String path : new String[] {"/ping", "/RPC2"}) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), rig.port())) {
        socket.setSoTimeout(20_000);
        String head = "POST " + path + " HTTP/1.1\r\nHost: x\r\nContent-Length: 70000\r\n\r\n";
        socket.getOutputStream().write(head.getBytes(ISO_8859_1));

        assertThat(new String(socket.getInputStream().readNBytes(12), ISO_8859_1))
            .isEqualTo("HTTP/1.1 413");
      }
    }
  }

  @Test
  void aSenderThatDripsItsBodyIsCutOff() throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), rig.port())) {
      socket.setSoTimeout(20_000);
      socket
          .getOutputStream()
          .write(
              "POST /RPC2 HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n<m"
                  .getBytes(ISO_8859_1));

      assertThatThrownBy(() -> socket.getInputStream().readAllBytes())
          .as("reset: the body never came")
          .isInstanceOf(SocketException.class);
    }
    assertThat(rig.metrics()).doesNotContain("result=\"taken\"");
  }

  @Test
  void healthAndMetricsAreThere() throws Exception {
    assertThat(rig.get("/health").body()).isEqualTo("ok\n");
    assertThat(rig.get("/metrics").statusCode()).isEqualTo(200);
    assertThat(rig.get("/other").statusCode()).isEqualTo(404);
  }

  private static String ping(String... values) {
    StringBuilder call = new StringBuilder("<methodCall><methodName>weblogUpdates.ping");
    call.append("</methodName><params>");
    for (String value : values) {
      call.append("<param>").append(value).append("</param>");
    }
    return call.append("</params></methodCall>").toString();
  }
}
