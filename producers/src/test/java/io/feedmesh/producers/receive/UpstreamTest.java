package io.feedmesh.producers.receive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.feedmesh.producers.upstream.UpstreamConfig;
import io.feedmesh.schemas.record.Ping;
import io.feedmesh.schemas.record.PingSource;
import io.feedmesh.schemas.testing.RawOrigin;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Somebody else's changes.xml is a source of pings. */
class UpstreamTest {
  @Test
  void whatChangedInAListIsPinged() {
    try (RawOrigin origin =
            RawOrigin.sending(
                "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n<weblogUpdates version='2'>"
                    + "<weblog name='A' url='http://a.example/' rssUrl='http://a.example/rss'"
                    + " when='9'/><weblog name='A' url='http://a.example/'"
                    + " rssUrl='http://a.example/rss' when='99'/><weblog url='nonsense'/>"
                    + "<weblog url='http://b.example/' when='1'/></weblogUpdates>");
        ReceiverRig rig = reading(origin)) {
      List<Ping> pings = rig.pings(2);

      assertThat(pings)
          .extracting(Ping::getFeedUrl)
          .containsExactlyInAnyOrder("http://a.example/rss", "http://b.example/");
      assertThat(pings).extracting(Ping::getSource).containsOnly(PingSource.UPSTREAM);
      assertThat(pings).extracting(Ping::getSender).containsOnly("127.0.0.1");
      assertThat(origin.heads().get(0)).contains("User-Agent: Feedmesh/", "(+https://me.example)");
      await().until(() -> rig.counted("upstream", "bad") == 1);
    }
  }

  @Test
  void aHostileListIsCountedAndNothingElse() {
    try (RawOrigin origin =
            RawOrigin.sending(
                "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n"
                    + "<!DOCTYPE w [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>"
                    + "<weblogUpdates><weblog url='http://&e;/'/></weblogUpdates>");
        ReceiverRig rig = reading(origin)) {
      await().until(() -> rig.counted("upstream", "list_failed") == 1);
      assertThat(rig.counted("upstream", "taken")).isZero();
    }
  }

  private static ReceiverRig reading(RawOrigin origin) {
    return new ReceiverRig(
        new ReceiverConfig(0, 20, Duration.ofSeconds(5))
            .withUpstream(
                new UpstreamConfig(
                    List.of(origin.url("/changes.xml")), true, "https://me.example")));
  }
}
