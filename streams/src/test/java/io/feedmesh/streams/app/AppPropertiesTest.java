package io.feedmesh.streams.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.feedmesh.schemas.kafka.KafkaSettings;
import io.feedmesh.schemas.topic.TopicSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AppPropertiesTest {
  private static final StreamsConfig CONFIG = StreamsConfig.defaults(Path.of("/var/feedmesh"));

  private static Map<String, Object> of(AppName app, Map<String, String> given) {
    KafkaSettings kafka = new KafkaSettings("b:1", TopicSettings.DEFAULT, given);
    return AppProperties.of(kafka, CONFIG, app, null);
  }

  @ParameterizedTest
  @CsvSource({
    "schedule, at_least_once",
    "dedupe, exactly_once_v2",
    "views, exactly_once_v2",
    "readership, exactly_once_v2",
  })
  void eachAppHasItsGroupAndItsGuarantee(String label, String guarantee) {
    Map<String, Object> properties = of(AppName.of(label), Map.of());

    assertThat(properties)
        .containsEntry("application.id", "feedmesh-" + label)
        .containsEntry("processing.guarantee", guarantee)
        .containsEntry("commit.interval.ms", 100L)
        .containsEntry("bootstrap.servers", "b:1")
        .containsEntry("producer.max.request.size", 16 * 1024 * 1024);
  }

  @Test
  void appsWithoutTransactionsStillReadOnlyWhatWasCommitted() {
    assertThat(of(AppName.SCHEDULE, Map.of()))
        .containsEntry("consumer.isolation.level", "read_committed");
  }

  @Test
  void waitsForFullBatchesOnlyWhereTheCommitIsWaitedForAnyway() {
    assertThat(of(AppName.DEDUPE, Map.of())).containsEntry("producer.linger.ms", 100L);
    assertThat(of(AppName.SCHEDULE, Map.of())).containsEntry("producer.linger.ms", 1);
  }

  @Test
  void whatTheOperatorSaysWins() {
    Map<String, Object> properties =
        of(AppName.VIEWS, Map.of("linger.ms", "20", "session.timeout.ms", "45000"));

    assertThat(properties)
        .containsEntry("producer.linger.ms", "20")
        .containsEntry("consumer.session.timeout.ms", "45000");
  }

  @Test
  void badSettingsAreRefusedWithWhatWasExpected() {
    assertThatThrownBy(() -> AppName.of("parser"))
        .hasMessage("app: expected schedule, dedupe, views or readership, found parser");
    assertThatThrownBy(() -> with(0, Duration.ofMillis(100)))
        .hasMessage("stream threads: expected 1 to 64, found 0");
    assertThatThrownBy(() -> with(1, Duration.ofMinutes(1)))
        .hasMessage("commit interval: expected 1 ms to 10 s, found 1m");
  }

  private static StreamsConfig with(int threads, Duration commit) {
    return new StreamsConfig(
        CONFIG.stateDirectory(),
        threads,
        CONFIG.standbys(),
        commit,
        CONFIG.schedule(),
        CONFIG.dedupe(),
        CONFIG.views(),
        CONFIG.readership());
  }
}
