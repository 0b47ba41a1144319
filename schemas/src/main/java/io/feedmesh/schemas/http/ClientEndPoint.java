package io.feedmesh.schemas.http;

import java.io.IOException;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.thread.Scheduler;

/** A client's connection that knows what it owes, and how much it takes. */
final class ClientEndPoint extends SocketChannelEndPoint {
  private final Owed owed = new Owed(System.nanoTime());
  private final Taking taking = new Taking();
  private final Set<OwedAnswer> streams = ConcurrentHashMap.newKeySet(1);
  private final SocketAddress from;
  private ByteBuffer unread; // null for none
  private volatile long leaveAt; // 0: not told to leave

  ClientEndPoint(
      SocketChannel channel, ManagedSelector selector, SelectionKey key, Scheduler scheduler)
      throws IOException {
    super(channel, selector, key, scheduler);
    from = channel.getRemoteAddress();
  }

  /** Known also when it is closed. */
  @Override
  public SocketAddress getRemoteSocketAddress() {
    return from;
  }

  /** That of a connection, beneath TLS; null if it is of another kind. */
  static ClientEndPoint of(EndPoint endPoint) {
    EndPoint inner = endPoint;
    while (inner instanceof EndPoint.Wrapper outer) {
      inner = outer.unwrap();
    }
    return inner instanceof ClientEndPoint client ? client : null;
  }

  Owed owed() {
    return owed;
  }

  /** Answers of HTTP/2 that a client's flow control holds back, where no socket is full. */
  Set<OwedAnswer> streams() {
    return streams;
  }

  /** Has these bytes read before what the client sends next; for the thread that reads. */
  void unread(ByteBuffer bytes) {
    unread = bytes;
  }

  @Override
  public int fill(ByteBuffer buffer) throws IOException {
    if (unread == null) {
      return super.fill(buffer);
    }
    int filled = BufferUtil.append(buffer, unread);
    if (!unread.hasRemaining()) {
      unread = null;
    }
    return filled;
  }

  @Override
  public boolean flush(ByteBuffer... buffers) throws IOException {
    long before = remaining(buffers);
    boolean all = super.flush(buffers);
    if (all) {
      taking.all();
    } else {
      taking.some(before - remaining(buffers), System.nanoTime());
    }
    return all;
  }

  private static long remaining(ByteBuffer... buffers) {
    long sum = 0;
    for (ByteBuffer buffer : buffers) {
      sum += buffer.remaining();
    }
    return sum;
  }

  /** Whether it takes less than it should of what waits for it. */
  boolean readsTooSlowly(long now, AnswerPace pace) {
    return taking.tooSlow(now, pace)
        || (!streams.isEmpty() && streams.stream().anyMatch(answer -> answer.over(now, pace)));
  }

  /**
   * Tells the client that nothing more will come, and leaves it a moment to read what it was sent
   * before: the system may still have all of it.
   */
  void dismiss(long now, long graceNanos) {
    long at = now + graceNanos;
    leaveAt = at == 0 ? 1 : at;
    shutdownOutput();
  }

  boolean dismissed() {
    return leaveAt != 0;
  }

  /** Whether the moment is over. */
  boolean overstays(long now) {
    return leaveAt != 0 && now - leaveAt > 0;
  }

  /** Closes at once. What was not read is lost: the system would keep it for minutes otherwise. */
  void drop() {
    try {
      getChannel().setOption(StandardSocketOptions.SO_LINGER, 0);
    } catch (IOException e) {
      // closed already, or about to be
    }
    close();
  }
}
