package io.feedmesh.consumers.gateway;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Documents that are inflated piece by piece. */
class LargeAnswersTest {
  private static final int SIZE = 3_000_000;
  private static final int MANY = 400;

  @TempDir Path folder;
  private final String document = document();
  private GatewayRig gateway;

  @BeforeEach
  void open() throws Exception {
    gateway = new GatewayRig(folder);
    gateway.put(1, document);
  }

  @AfterEach
  void close() {
    gateway.close();
  }

  private static String document() {
    Random random = new Random(1);
    StringBuilder text = new StringBuilder("<rss>");
    while (text.length() < SIZE) {
      text.append(random.nextInt());
    }
    return text.append("</rss>").toString();
  }

  @Test
  void areWhole() throws Exception {
    HttpResponse<byte[]> answer = gateway.get(GatewayRig.URL);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(GatewayRig.header(answer, "Content-Length")).isEqualTo("" + document.length());
    assertThat(new String(answer.body(), ISO_8859_1).equals(document)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"0-0,0,1", "1000-2000,1000,2001", "40000-2900000,40000,2900001", "2000000-,2000000,"})
  void theirPartsAreTheirParts(String range, int first, Integer end) throws Exception {
    HttpResponse<byte[]> answer = gateway.get(GatewayRig.URL, "Range", "bytes=" + range);

    int to = end == null ? document.length() : end;
    assertThat(answer.statusCode()).isEqualTo(206);
    assertThat(GatewayRig.header(answer, "Content-Range"))
        .isEqualTo("bytes " + first + "-" + (to - 1) + "/" + document.length());
    assertThat(new String(answer.body(), ISO_8859_1).equals(document.substring(first, to)))
        .isTrue();
  }

  /** Inflated as a whole, these would be more than the heap of this test's process. */
  @Test
  void readersThatDoNotReadHoldNoMemory() throws Exception {
    assertThat((long) MANY * document.length()).isGreaterThan(Runtime.getRuntime().maxMemory());
    List<Socket> readers = new ArrayList<>();
    try {
      for (int i = 0; i < MANY; i++) {
        Socket reader = new Socket(InetAddress.getLoopbackAddress(), gateway.port());
        readers.add(reader);
        String request = "GET " + GatewayRig.path(GatewayRig.URL) + " HTTP/1.1\r\nHost: e\r\n";
        String range = i % 2 == 0 ? "" : "Range: bytes=1-\r\n";
        reader.getOutputStream().write((request + range + "\r\n").getBytes(ISO_8859_1));
        reader.setSoTimeout(20_000);
        assertThat(reader.getInputStream().readNBytes(10)).asString().isEqualTo("HTTP/1.1 2");
      }

      assertThat(gateway.get(GatewayRig.URL).body()).hasSize(document.length());
    } finally {
      for (Socket reader : readers) {
        reader.close();
      }
    }
  }
}
