package io.feedmesh.docker.system;

import io.feedmesh.docker.Main;
import io.feedmesh.schemas.kafka.KafkaSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code feedmesh streams} in processes of their own, which can be killed. */
final class StreamsChild {
  private StreamsChild() {}

  /** Its state and log are in the folder, under the name. */
  static Process start(KafkaSettings kafka, Path folder, String name, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.addAll(List.of(Main.class.getName(), "streams"));
    command.addAll(List.of(arguments));
    command.add("--bootstrap-servers=" + kafka.bootstrapServers());
    command.add("--topic-prefix=" + kafka.topics().settings().prefix());
    command.add("--http-port=0");
    command.add("--state=" + folder.resolve(name));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve(name + ".log").toFile()))
        .start();
  }
}
