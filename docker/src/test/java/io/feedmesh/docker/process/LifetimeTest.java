package io.feedmesh.docker.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.feedmesh.schemas.http.PortInUseException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class LifetimeTest {
  @Test
  void endsWithAnInterruptWhichIsHowSignalsArrive() {
    try (Lifetime lifetime = new Lifetime()) {
      Thread.currentThread().interrupt();

      assertThat(lifetime.await(new CompletableFuture<>())).isEmpty();
      assertThat(Thread.interrupted()).isFalse();
    }
  }

  @Test
  void endsWithTheFailureOfAPart() {
    try (Lifetime lifetime = new Lifetime()) {
      var bug = new IllegalStateException("bug");

      assertThat(lifetime.await(CompletableFuture.completedFuture(bug))).contains(bug);
      assertThat(lifetime.await(CompletableFuture.failedFuture(bug))).contains(bug);
    }
  }

  @Test
  void aTakenPortIsNamedWithTheOptionThatChoosesIt() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> Ports.requireFree(taken.getLocalPort(), "--receiver-port"))
          .isInstanceOf(PortInUseException.class)
          .hasMessageContaining("port " + taken.getLocalPort() + " is in use")
          .hasMessageContaining("--receiver-port");
    }
  }

  @Test
  void anyPortIsAlwaysFree() {
    assertThatCode(() -> Ports.requireFree(0, "--port")).doesNotThrowAnyException();
  }
}
