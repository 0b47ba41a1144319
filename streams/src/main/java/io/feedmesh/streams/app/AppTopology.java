package io.feedmesh.streams.app;

import io.feedmesh.schemas.kafka.KafkaSettings;
import io.feedmesh.schemas.topic.Topics;
import io.feedmesh.streams.dedupe.DedupeTopology;
import io.feedmesh.streams.readership.ReadershipTopology;
import io.feedmesh.streams.schedule.ScheduleTopology;
import io.feedmesh.streams.views.EntryLog;
import io.feedmesh.streams.views.KafkaEntryLog;
import io.feedmesh.streams.views.ViewsTopology;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;

/** Which topology each app runs. */
final class AppTopology {
  private AppTopology() {}

  static Topology of(
      AppName app,
      KafkaSettings kafka,
      Topics topics,
      StreamsConfig config,
      MeterRegistry registry,
      Map<String, Object> properties) {
    StreamsBuilder builder =
        new StreamsBuilder(
            new TopologyConfig(new org.apache.kafka.streams.StreamsConfig(properties)));
    switch (app) {
      case SCHEDULE -> ScheduleTopology.define(builder, topics, config.schedule(), registry);
      case DEDUPE -> DedupeTopology.define(builder, topics, config.dedupe(), registry);
      case VIEWS ->
          ViewsTopology.define(builder, topics, config.views(), entries(kafka, registry), registry);
      case READERSHIP -> ReadershipTopology.define(builder, topics, config.readership(), registry);
    }
    Properties forOptimization = new Properties();
    forOptimization.putAll(properties);
    return builder.build(forOptimization);
  }

  private static EntryLog.Source entries(KafkaSettings kafka, MeterRegistry registry) {
    Counter unreadable = registry.counter("feedmesh.views.entries.unreadable");
    return KafkaEntryLog.of(kafka, kafka.id(AppName.VIEWS.label()), unreadable::increment);
  }
}
