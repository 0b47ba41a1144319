package io.feedmesh.consumers.readership;

import static org.assertj.core.api.Assertions.assertThat;

import io.feedmesh.schemas.record.ReadershipTotal;
import io.feedmesh.schemas.topic.Topic;
import io.feedmesh.schemas.topic.TopicSettings;
import io.feedmesh.schemas.topic.Topics;
import io.feedmesh.schemas.url.FeedUrl;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class ReadershipTotalsTest {
  private final Topic<ReadershipTotal> topic = new Topics(TopicSettings.DEFAULT).readershipTotals;
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final ReadershipTotals totals = new ReadershipTotals(topic, 2, registry);
  private long offset;

  private static String url(int feed) {
    return "https://example.org/" + feed;
  }

  private void hear(int feed, byte[] value) {
    var record = new ConsumerRecord<>(topic.name(), 0, offset++, url(feed), value);
    totals.records(
        null,
        new ConsumerRecords<>(
            Map.of(new TopicPartition(topic.name(), 0), List.of(record)), Map.of()));
  }

  private byte[] total(int feed) {
    ReadershipTotal total =
        new ReadershipTotal(url(feed), List.of(), List.of(), Instant.ofEpochMilli(offset));
    return topic.value().serializer().serialize(topic.name(), total);
  }

  private boolean has(int feed) {
    return totals.of(FeedUrl.parse(url(feed))).isPresent();
  }

  @Test
  void keepsTheFeedsThatWereToldOfLast() {
    hear(1, total(1));
    hear(2, total(2));
    hear(1, total(1));
    hear(3, total(3));

    assertThat(has(1)).isTrue();
    assertThat(has(2)).isFalse();
    assertThat(has(3)).isTrue();
    assertThat(totals.of(FeedUrl.parse(url(1))).orElseThrow().getUpdatedAt())
        .isEqualTo(Instant.ofEpochMilli(2));
  }

  @Test
  void forgetsFeedsThatNobodyReadsAndCountsWhatIsUnreadable() {
    hear(1, total(1));
    hear(2, total(2));
    hear(1, null);
    hear(2, new byte[] {1, 2, 3});

    assertThat(has(1)).isFalse();
    assertThat(has(2)).isFalse();
    assertThat(registry.counter("feedmesh.edge.unreadable", "topic", "readership-totals").count())
        .isEqualTo(1);
  }
}
