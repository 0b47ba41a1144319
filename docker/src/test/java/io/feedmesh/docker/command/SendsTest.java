package io.feedmesh.docker.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class SendsTest {
  private final Sends sends = new Sends(Duration.ofMillis(200));

  @Test
  void noneIsWell() {
    assertThatCode(sends::await).doesNotThrowAnyException();
  }

  @Test
  void waitsForThoseThatAreUnderWay() {
    CompletableFuture<RecordMetadata> late = new CompletableFuture<>();
    sends.add(stored());
    sends.add(late.completeOnTimeout(metadata(), 20, TimeUnit.MILLISECONDS));

    assertThatCode(sends::await).doesNotThrowAnyException();
    assertThat(late).isDone();
  }

  @Test
  void saysHowManyWereNotStoredAndWhyTheFirstWasNot() {
    sends.add(stored());
    sends.add(CompletableFuture.failedFuture(new RecordTooLargeException("17 MB")));
    sends.add(stored());
    sends.add(CompletableFuture.failedFuture(new TimeoutException("away")));

    assertThatThrownBy(sends::await)
        .isInstanceOf(CommandException.class)
        .hasMessageStartingWith("2 of 4 records were not stored, try again: ")
        .hasMessageContaining("17 MB")
        .hasMessageNotContaining("away")
        .hasCauseInstanceOf(RecordTooLargeException.class);
  }

  @Test
  void oneThatIsNeverAnsweredIsNotWaitedForForEver() {
    sends.add(new CompletableFuture<>());

    assertThatThrownBy(sends::await).hasMessageStartingWith("1 of 1 records were not stored");
  }

  @Test
  void whoeverIsInterruptedHearsSoAndStaysInterrupted() {
    sends.add(new CompletableFuture<>());
    Thread.currentThread().interrupt();

    assertThatThrownBy(sends::await).hasMessageContaining("interrupted");
    assertThat(Thread.interrupted()).isTrue();
  }

  private static CompletableFuture<RecordMetadata> stored() {
    return CompletableFuture.completedFuture(metadata());
  }

  private static RecordMetadata metadata() {
    return new RecordMetadata(new TopicPartition("t", 0), 0, 0, 0, 0, 0);
  }
}
