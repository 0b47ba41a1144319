package io.feedmesh.docker.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.feedmesh.schemas.http.FreePorts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Debian's nginx in a process of its own, with {@code docker/nginx.conf} but for paths, its port
 * and the edge's address.
 */
final class NginxChild implements AutoCloseable {
  private static final String PROGRAM = "PATH=$PATH:/usr/sbin exec nginx \"$@\"";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Path folder;
  private final Path log;
  private final int port;
  private final Process process;

  /** Waits until it listens; its log and all that it writes are in the folder. */
  NginxChild(Path folder, Path spool, int edgePort) throws IOException {
    this.folder = folder;
    this.log = folder.resolve("nginx.log");
    this.port = FreePorts.any();
    String config = Files.readString(Path.of("nginx.conf"));
    config = with(config, " /tmp/", " " + folder + "/");
    config = with(config, "listen 8080;", "listen 127.0.0.1:" + port + ";");
    config = with(config, "root /data/spool;", "root " + spool + ";");
    config = with(config, "http://edge1:8080;", "http://127.0.0.1:" + edgePort + ";");
    Files.writeString(folder.resolve("nginx.conf"), config);
    process = start("-g", globals());
    await().atMost(PATIENCE).until(() -> listens() || !process.isAlive());
    assertThat(process.isAlive()).as("it has ended: " + Files.readString(log)).isTrue();
  }

  /** Skips the test where there is none, unless {@code FEEDMESH_REQUIRE_NGINX=true}. */
  static void require() throws Exception {
    boolean there = new ProcessBuilder(command("-v")).start().waitFor() == 0;
    String message = "skipped: install Debian's nginx to see it serve a spool";
    if (!there) {
      assertThat(System.getenv("FEEDMESH_REQUIRE_NGINX")).as(message).isNotEqualTo("true");
    }
    assumeTrue(there, message);
  }

  private static List<String> command(String... arguments) {
    List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", PROGRAM, "nginx"));
    command.addAll(List.of(arguments));
    return command;
  }

  private static String with(String config, String theirs, String ours) {
    assertThat(config).contains(theirs);
    return config.replace(theirs, ours);
  }

  /** Started by root, its workers would be nobody, who may not look into a test's folder. */
  private static String globals() {
    boolean root = System.getProperty("user.name").equals("root");
    return "daemon off;" + (root ? " user root;" : "");
  }

  /** One that nobody listens at. */
  private Process start(String... arguments) throws IOException {
    List<String> command = command(arguments);
    command.addAll(List.of("-p", folder.toString(), "-c", folder.resolve("nginx.conf").toString()));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
        .start();
  }

  private boolean listens() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  int port() {
    return port;
  }

  Path accessLog() {
    return folder.resolve("access.log");
  }

  /** As logrotate does: renames the access log, then has a new one begun. */
  void rotate() throws Exception {
    Files.move(accessLog(), folder.resolve("access.log.1"));
    assertThat(start("-s", "reopen").waitFor()).as(Files.readString(log)).isZero();
    await().atMost(PATIENCE).until(() -> Files.exists(accessLog()));
  }

  @Override
  public void close() {
    process.destroy(); // the shell has become nginx
    try {
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
