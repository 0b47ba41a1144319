package io.feedmesh.schemas.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.Test;

class FreePortsTest {
  @Test
  void areDifferentOnesThatCanBeListenedOnAndNoneForOutgoingConnections() throws Exception {
    List<Integer> ports = FreePorts.some(100);

    assertThat(ports).hasSize(100).doesNotHaveDuplicates().allMatch(p -> p >= 10_000 && p < 32_768);
    for (int port : ports.subList(0, 10)) {
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        assertThat(socket.getLocalPort()).isEqualTo(port);
      }
    }
  }
}
