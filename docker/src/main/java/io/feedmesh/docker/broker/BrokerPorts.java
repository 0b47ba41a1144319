package io.feedmesh.docker.broker;

import io.feedmesh.docker.process.Ports;
import io.feedmesh.schemas.http.FreePorts;
import io.feedmesh.schemas.http.PortInUseException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;

/**
 * The ports of a broker, which Kafka wants to know before it starts: those of last time where they
 * are still free, so that a broker started again is found where it was.
 *
 * @param client where clients connect
 * @param controller where the controller in the same process listens: on loopback if it is alone
 */
record BrokerPorts(int client, int controller) {
  static BrokerPorts choose(EmbeddedBrokerConfig config) {
    Path file = config.folder().resolve("ports");
    int client = config.port();
    if (client == 0) {
      client = free(config.host(), remembered(file, 0));
    } else if (!isFree(config.host(), client)) {
      throw new PortInUseException(client, "--broker-port", null);
    }
    int controller =
        config.quorum().alone() ? ownController(file, client) : givenController(config);
    try {
      Files.writeString(file, client + " " + controller);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
    return new BrokerPorts(client, controller);
  }

  private static int ownController(Path file, int client) {
    int controller = free("127.0.0.1", remembered(file, 1));
    while (controller == client) {
      controller = FreePorts.any();
    }
    return controller;
  }

  private static int givenController(EmbeddedBrokerConfig config) {
    int controller = config.quorum().controllerPort();
    if (!isFree(config.host(), controller)) {
      throw new PortInUseException(controller, "--quorum-voters", null);
    }
    return controller;
  }

  private static OptionalInt remembered(Path file, int index) {
    try {
      return Files.exists(file)
          ? OptionalInt.of(Integer.parseInt(Files.readString(file).strip().split(" ", 2)[index]))
          : OptionalInt.empty();
    } catch (IOException | RuntimeException e) {
      return OptionalInt.empty(); // a damaged note costs only the port of last time
    }
  }

  private static int free(String host, OptionalInt wanted) {
    if (wanted.isPresent() && isFree(host, wanted.getAsInt())) {
      return wanted.getAsInt();
    }
    return FreePorts.any();
  }

  private static boolean isFree(String host, int port) {
    return Ports.isFree(new InetSocketAddress(host, port));
  }
}
