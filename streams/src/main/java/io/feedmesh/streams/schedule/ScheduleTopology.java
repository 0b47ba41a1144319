package io.feedmesh.streams.schedule;

import static io.feedmesh.streams.topology.Wiring.consumed;
import static io.feedmesh.streams.topology.Wiring.produced;

import io.feedmesh.schemas.record.FetchRequest;
import io.feedmesh.schemas.record.Subscription;
import io.feedmesh.schemas.topic.PartitionBy;
import io.feedmesh.schemas.topic.Topics;
import io.feedmesh.streams.topology.Wiring;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Set;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * Who is to be fetched, when. Everything about the feeds of one host meets on one task, so that
 * politeness holds whatever the number of fetchers: pings and results are partitioned by host, and
 * subscriptions and what documents say about their feeds are repartitioned here, without bodies.
 */
public final class ScheduleTopology {
  private ScheduleTopology() {}

  /**
   * Adds the app to a builder.
   *
   * @param topics the catalogue; its number of partitions must be the cluster's, which the
   *     repartition topics are made with
   */
  public static void define(
      StreamsBuilder builder, Topics topics, ScheduleConfig config, MeterRegistry registry) {
    KStream<String, Signal> subscriptions =
        byHost(
                builder.stream(
                    topics.subscriptions.name(), consumed(topics.subscriptions, "subscriptions")),
                topics.subscriptions.value(),
                "subscriptions-by-host",
                topics)
            .filter((key, value) -> key != null, Named.as("named-subscriptions"))
            .mapValues(ScheduleTopology::signal, Named.as("subscription-signals"));
    KStream<String, Signal> hints =
        byHost(
                Wiring.records(builder, topics.documents, "documents")
                    .mapValues(FeedHints::of, Named.as("feed-hints")),
                FeedHints.SERDE,
                "hints-by-host",
                topics)
            .mapValues(Signal.Hinted::new, Named.as("hint-signals"));
    KStream<String, Signal> pings =
        Wiring.records(builder, topics.pings, "pings")
            .mapValues(Signal.Pinged::new, Named.as("ping-signals"));
    KStream<String, Signal> results =
        Wiring.records(builder, topics.fetchResults, "fetch-results")
            .mapValues(Signal.Fetched::new, Named.as("result-signals"));

    ScheduleMetrics metrics = new ScheduleMetrics(registry);
    subscriptions
        .merge(hints, Named.as("with-hints"))
        .merge(pings, Named.as("with-pings"))
        .merge(results, Named.as("with-results"))
        .process(new Supplier(config, metrics), Named.as("schedule"))
        .to(topics.fetchRequests.name(), produced(topics.fetchRequests, "fetch-requests"));
  }

  private static Signal signal(Subscription subscription) {
    return subscription == null
        ? new Signal.Unsubscribed()
        : new Signal.Subscribed(subscription.getLeaseUntil().toEpochMilli());
  }

  private static <V> KStream<String, V> byHost(
      KStream<String, V> stream, Serde<V> values, String name, Topics topics) {
    return stream.repartition(
        Repartitioned.<String, V>as(name)
            .withKeySerde(Serdes.String())
            .withValueSerde(values)
            .withNumberOfPartitions(topics.settings().partitions())
            .withStreamPartitioner(Wiring.partitioner(PartitionBy.HOST)));
  }

  private record Supplier(ScheduleConfig config, ScheduleMetrics metrics)
      implements ProcessorSupplier<String, Signal, String, FetchRequest> {
    @Override
    public Processor<String, Signal, String, FetchRequest> get() {
      return new ScheduleProcessor(config, metrics);
    }

    @Override
    public Set<StoreBuilder<?>> stores() {
      return ScheduleStores.builders();
    }
  }
}
