package io.feedmesh.streams.schedule;

import static io.feedmesh.streams.topology.Wiring.consumed;
import static io.feedmesh.streams.topology.Wiring.produced;

import io.feedmesh.schemas.record.Subscription;
import io.feedmesh.schemas.topic.PartitionBy;
import io.feedmesh.schemas.topic.Topic;
import io.feedmesh.schemas.topic.Topics;
import io.feedmesh.streams.topology.Wiring;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Set;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
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
 * politeness holds whatever the number of fetchers: pings, results and readers are partitioned by
 * host, and subscriptions and what documents say about their feeds are repartitioned here, without
 * bodies.
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
    ScheduleMetrics metrics = new ScheduleMetrics(registry);
    Supplier schedule = new Supplier(topics, config, metrics);
    KStream<String, Told> told =
        heardByHost(builder, topics, repartitioned(builder, topics))
            .process(schedule, Named.as("schedule"));
    send(told, Told.Request.class, Told.Request::request, topics.fetchRequests, "fetch-requests");
    send(told, Told.AskHub.class, Told.AskHub::request, topics.pushRequests, "push-requests");
    send(told, Told.Condition.class, Told.Condition::status, topics.feedStates, "feed-states");
    send(told, Told.Moved.class, Told.Moved::subscription, topics.subscriptions, "moved");
  }

  /** What is said on topics that are partitioned by feed. */
  private static KStream<String, Signal> repartitioned(StreamsBuilder builder, Topics topics) {
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
    KStream<String, Signal> aliases =
        byHost(
                builder.stream(
                    topics.feedAliases.name(), consumed(topics.feedAliases, "feed-aliases")),
                topics.feedAliases.value(),
                "aliases-by-host",
                topics)
            .filter((key, alias) -> key != null, Named.as("named-aliases"))
            .mapValues(alias -> new Signal.Aliased(alias != null), Named.as("alias-signals"));
    return subscriptions
        .merge(hints, Named.as("with-hints"))
        .merge(aliases, Named.as("with-aliases"));
  }

  /** What is said on topics that are partitioned by host, and by others. */
  private static KStream<String, Signal> heardByHost(
      StreamsBuilder builder, Topics topics, KStream<String, Signal> others) {
    KStream<String, Signal> pings =
        Wiring.records(builder, topics.pings, "pings")
            .mapValues(Signal.Pinged::new, Named.as("ping-signals"));
    KStream<String, Signal> results =
        Wiring.records(builder, topics.fetchResults, "fetch-results")
            .mapValues(Signal.Fetched::new, Named.as("result-signals"));
    KStream<String, Signal> pushes =
        Wiring.records(builder, topics.pushResults, "push-results")
            .mapValues(Signal.Pushed::new, Named.as("push-signals"));
    KStream<String, Signal> readers =
        Wiring.records(builder, topics.readershipTotals, "readership-totals")
            .mapValues(total -> new Signal.Read(Audience.of(total)), Named.as("reader-signals"));
    return others
        .merge(pings, Named.as("with-pings"))
        .merge(results, Named.as("with-results"))
        .merge(pushes, Named.as("with-pushes"))
        .merge(readers, Named.as("with-readers"));
  }

  private static Signal signal(Subscription subscription) {
    return subscription == null ? new Signal.Unsubscribed() : new Signal.Subscribed(subscription);
  }

  private static <T extends Told, V extends SpecificRecord> void send(
      KStream<String, Told> told,
      Class<T> kind,
      Function<T, V> value,
      Topic<V> topic,
      String step) {
    told.filter((key, each) -> kind.isInstance(each), Named.as("only-" + step))
        .mapValues(each -> value.apply(kind.cast(each)), Named.as("as-" + step))
        .to(topic.name(), produced(topic, step));
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

  private record Supplier(Topics topics, ScheduleConfig config, ScheduleMetrics metrics)
      implements ProcessorSupplier<String, Signal, String, Told> {
    @Override
    public Processor<String, Signal, String, Told> get() {
      return new ScheduleProcessor(config, metrics);
    }

    @Override
    public Set<StoreBuilder<?>> stores() {
      return ScheduleStores.builders(topics);
    }
  }
}
