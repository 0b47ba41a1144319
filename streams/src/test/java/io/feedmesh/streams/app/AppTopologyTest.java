package io.feedmesh.streams.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.feedmesh.schemas.kafka.KafkaSettings;
import io.feedmesh.schemas.topic.TopicSettings;
import io.feedmesh.schemas.topic.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Locale;
import org.apache.kafka.streams.Topology;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What a topology looks like is what its state and its internal topics are called: a change here
 * leaves state behind on an upgrade, so it must be meant.
 */
class AppTopologyTest {
  @ParameterizedTest
  @EnumSource(value = AppName.class, mode = EnumSource.Mode.EXCLUDE, names = "DEDUPE")
  void isAsCommitted(AppName app) throws IOException {
    String expected = resource(app.name().toLowerCase(Locale.ROOT) + ".txt");

    assertThat(topology(app).describe().toString().strip().replace("\r\n", "\n"))
        .as("if this is meant, put it into src/test/resources/topologies")
        .isEqualTo(expected.strip());
  }

  @ParameterizedTest
  @EnumSource(AppName.class)
  void noStepIsNamedByANumber(AppName app) {
    assertThat(topology(app).describe().toString()).doesNotContain("KSTREAM-", "KTABLE-");
  }

  private static Topology topology(AppName app) {
    KafkaSettings kafka = KafkaSettings.of("localhost:9092");
    Topics topics = new Topics(TopicSettings.DEFAULT);
    var registry = new SimpleMeterRegistry();
    StreamsConfig config = StreamsConfig.defaults(Path.of("state"));
    var sink = new BadRecordHandler.Sink(app, topics, registry, InstantSource.system());
    return AppTopology.of(
        app, kafka, topics, config, registry, AppProperties.of(kafka, config, app, sink));
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = AppTopologyTest.class.getResourceAsStream("/topologies/" + name)) {
      return in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
