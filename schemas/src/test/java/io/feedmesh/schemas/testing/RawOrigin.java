package io.feedmesh.schemas.testing;

import io.feedmesh.schemas.url.FeedUrl;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An origin that sends exactly the bytes a test says, right or wrong, and remembers the request
 * heads it got. Every connection has a thread, and each head it receives is answered once.
 */
public final class RawOrigin implements AutoCloseable {
  private final ServerSocket listening;
  private final Script script;
  private final List<String> heads = new CopyOnWriteArrayList<>();
  private final AtomicInteger open = new AtomicInteger();

  /** What a connection gets for a request head; it is closed when this fails. */
  @FunctionalInterface
  public interface Script {
    /** Writes an answer; returns whether the connection is kept. */
    boolean answer(String head, OutputStream out) throws IOException;
  }

  /** Listens on a free loopback port. */
  public RawOrigin(Script script) {
    this.script = script;
    try {
      listening = new ServerSocket(0, 2000, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    daemon(this::accept);
  }

  /** An origin that gives every request these bytes (ISO 8859-1), then closes the connection. */
  public static RawOrigin sending(String answer) {
    return new RawOrigin(
        (head, out) -> {
          out.write(answer.getBytes(StandardCharsets.ISO_8859_1));
          return false;
        });
  }

  /** An address at it. */
  public FeedUrl url(String pathAndQuery) {
    return FeedUrl.parse("http://127.0.0.1:" + listening.getLocalPort() + pathAndQuery);
  }

  /** All request heads so far, as ISO 8859-1, without the empty line. */
  public List<String> heads() {
    return heads;
  }

  /** How many connections are open now. */
  public int open() {
    return open.get();
  }

  @Override
  public void close() {
    try {
      listening.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        Socket socket = listening.accept();
        open.incrementAndGet();
        daemon(() -> serve(socket));
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      boolean kept = true;
      while (kept) {
        String head = head(socket.getInputStream());
        if (head == null) {
          return;
        }
        heads.add(head);
        kept = script.answer(head, socket.getOutputStream());
        socket.getOutputStream().flush();
      }
    } catch (IOException e) {
      // the client went away, which is what some tests want
    } finally {
      open.decrementAndGet();
    }
  }

  private static String head(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    int last = 0;
    for (int b = in.read(); b >= 0; b = in.read()) {
      head.write(b);
      last = last << 8 | b;
      if (last == 0x0d0a0d0a) {
        String text = head.toString(StandardCharsets.ISO_8859_1);
        return text.substring(0, text.length() - 4);
      }
    }
    return null;
  }

  private static void daemon(Runnable task) {
    Thread thread = new Thread(task, "raw-origin");
    thread.setDaemon(true);
    thread.start();
  }
}
