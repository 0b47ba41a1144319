package io.feedmesh.streams.app;

import io.feedmesh.schemas.record.Reject;
import io.feedmesh.schemas.record.RejectReason;
import io.feedmesh.schemas.topic.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Kafka's plug-in for records that cannot be decoded: each is counted, logged with its place, told
 * of on {@code rejects} in the same transaction as the rest, and passed over. Safe for use by
 * several threads.
 */
public final class BadRecordHandler implements DeserializationExceptionHandler {
  /** Property of the app that holds the {@link Sink}. */
  static final String SINK = "feedmesh.bad.records.sink";

  private static final Logger LOG = LoggerFactory.getLogger(BadRecordHandler.class);
  private static final int MAX_DETAIL = 500;
  private static final int MAX_KEY = 4096;

  /** Where bad records of one app are told of. */
  record Sink(AppName app, Topics topics, MeterRegistry registry, InstantSource clock) {}

  private Sink sink;

  @Override
  public void configure(Map<String, ?> configs) {
    sink = (Sink) configs.get(SINK);
  }

  @Override
  public Response handleError(
      ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> record, Exception exception) {
    sink.registry()
        .counter("feedmesh.streams.bad.records", "app", sink.app().label(), "topic", record.topic())
        .increment();
    LOG.warn(
        "passed over {}-{} offset {}: {}",
        record.topic(),
        record.partition(),
        record.offset(),
        exception.getMessage());
    return Response.resume(List.of(reject(record, exception)));
  }

  private ProducerRecord<byte[], byte[]> reject(
      ConsumerRecord<byte[], byte[]> record, Exception exception) {
    Instant now = sink.clock().instant();
    String feedUrl = feedUrl(record.key());
    Reject reject =
        Reject.newBuilder()
            .setFeedUrl(feedUrl)
            .setReason(RejectReason.BAD_RECORD)
            .setDetail(shortened(String.valueOf(exception.getMessage())))
            .setTopic(record.topic())
            .setPartition(record.partition())
            .setOffset(record.offset())
            .setRejectedAt(now)
            .setRejectedBy(sink.app().label())
            .build();
    var rejects = sink.topics().rejects;
    return new ProducerRecord<>(
        rejects.name(),
        rejects.partition(feedUrl, rejects.partitions()),
        now.toEpochMilli(),
        feedUrl.getBytes(StandardCharsets.UTF_8),
        rejects.value().encode(reject));
  }

  private static String feedUrl(byte[] key) {
    if (key == null || key.length > MAX_KEY) {
      return "";
    }
    String text = new String(key, StandardCharsets.UTF_8);
    int space = text.indexOf(' ');
    String first = space < 0 ? text : text.substring(0, space);
    return first.startsWith("http") && first.indexOf('\uFFFD') < 0 ? first : "";
  }

  private static String shortened(String text) {
    return text.length() <= MAX_DETAIL ? text : text.substring(0, MAX_DETAIL);
  }
}
