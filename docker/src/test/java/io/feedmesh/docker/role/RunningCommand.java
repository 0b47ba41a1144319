package io.feedmesh.docker.role;

import static org.awaitility.Awaitility.await;

import io.feedmesh.docker.Main;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;

/** A command that runs until it is asked to stop, in a thread of its own. */
public final class RunningCommand implements AutoCloseable {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final CompletableFuture<Integer> exit = new CompletableFuture<>();
  private final Thread thread;

  /** Starts it. */
  public RunningCommand(String... args) {
    this(Map.of(), args);
  }

  /** Starts it with these variables of the environment. */
  public RunningCommand(Map<String, String> environment, String... args) {
    CommandLine line = Main.commandLine(environment);
    line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    thread = new Thread(() -> exit.complete(line.execute(args)), String.join(" ", args));
    thread.start();
  }

  /** Waits until it has printed this, or has ended; gives all that it printed. */
  public String awaitOutput(String text) {
    await()
        .atMost(Duration.ofMinutes(2))
        .until(() -> out.toString().contains(text) || exit.isDone());
    if (!out.toString().contains(text)) {
      throw new AssertionError("ended with " + exit.join() + ": " + out + err);
    }
    return out.toString();
  }

  /** Asks it to stop, as a signal does; gives its exit code. */
  public int stop() throws Exception {
    thread.interrupt();
    return exit.get(60, TimeUnit.SECONDS);
  }

  /** Waits until it ends by itself; gives its exit code. */
  public int awaitExit() throws Exception {
    return exit.get(120, TimeUnit.SECONDS);
  }

  /** What it printed to standard error. */
  public String err() {
    return err.toString();
  }

  /** Stops it where a test has not, and waits until it has ended. */
  @Override
  public void close() {
    thread.interrupt();
    exit.join();
  }
}
