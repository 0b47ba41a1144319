package io.feedmesh.schemas.http.plain;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An HTTP/1 connection that has plain requests answered as they are read, if its server has a
 * {@link PlainHandler} among its beans. At the first byte that is not of such a request, all that
 * has come goes to Jetty's parser, untouched, and so does the rest of that request, and whatever
 * came with it.
 */
public abstract class PlainConnection extends HttpConnection {
  private static final Logger LOG = LoggerFactory.getLogger(PlainConnection.class);
  private static final int INPUT = 8 << 10; // no more than Jetty's own buffer, which it goes to
  private static final int HEADER = 2 << 10;

  private static final ThreadLocal<ByteBuffer> IN =
      ThreadLocal.withInitial(() -> BufferUtil.allocate(INPUT));
  private static final ThreadLocal<ByteBuffer> OUT =
      ThreadLocal.withInitial(() -> ByteBuffer.allocateDirect(HEADER));

  private final Server server;
  private final PlainHandler handler; // null for none
  private final PlainLog log; // null for none
  private final Callback fillable;
  private String client;

  /**
   * Reads nothing yet.
   *
   * @param config whose buffers for input have at least 8 KiB, as they have by default
   */
  protected PlainConnection(HttpConfiguration config, Connector connector, EndPoint endPoint) {
    super(config, connector, endPoint);
    server = connector.getServer();
    handler = server.getBean(PlainHandler.class);
    log = server.getRequestLog() instanceof PlainLog plain ? plain : null;
    fillable =
        Callback.from(server.getInvocationType(), this::onFillable, this::onFillInterestedFailed);
  }

  /** Whether this connection may have plain requests: then what was read can be {@link #unread}. */
  protected abstract boolean mayBePlain();

  /** Puts these bytes, which stay, before those that the client sends: they are read next. */
  protected abstract void unread(ByteBuffer bytes);

  /** An answer has been sent. */
  protected abstract void answered();

  /** An answer waits for the client to take it. */
  protected abstract void waiting();

  /** The answer that waited has been sent. */
  protected abstract void waited();

  @Override
  public final void onFillable() {
    boolean between = isRequestBufferEmpty() && getParser().isStart();
    if (handler == null || !mayBePlain() || !between || !isAnswered()) {
      super.onFillable();
    }
  }

  /** Reads once, and answers what has come; if that cannot be done, Jetty has all that is left. */
  private boolean isAnswered() {
    ByteBuffer in = IN.get();
    BufferUtil.clear(in);
    try {
      if (getEndPoint().fill(in) <= 0) {
        return false;
      }
      while (in.hasRemaining()) {
        PlainExchange exchange = next(in);
        if (exchange == null) {
          unread(BufferUtil.copy(in));
          return false;
        }
        if (!isSent(exchange, in)) {
          return true; // goes on by itself
        }
      }
      fillInterested(fillable);
    } catch (IOException e) {
      getEndPoint().close(e);
    } catch (RuntimeException | Error e) {
      LOG.error("answering a plain request failed unexpectedly", e);
      getEndPoint().close(e);
    }
    return true;
  }

  /** Address of the client; for the thread that reads. */
  String client() {
    if (client == null) {
      client =
          getRemoteSocketAddress() instanceof InetSocketAddress from
              ? Request.getHostName(from)
              : "-";
    }
    return client;
  }

  private PlainExchange next(ByteBuffer in) {
    int base = in.arrayOffset();
    int most = Math.min(in.remaining(), getHttpConfiguration().getRequestHeaderSize());
    int from = base + in.position();
    PlainRequest request = PlainRequest.read(in.array(), from, from + most);
    if (request == null) {
      return null;
    }
    PlainExchange exchange = new PlainExchange(this, request);
    if (!handler.handle(exchange)) {
      return null;
    }
    in.position(request.end() - base);
    return exchange;
  }

  /** Sends the answer; false if the client does not take it all, nor anything after it, yet. */
  private boolean isSent(PlainExchange exchange, ByteBuffer in) throws IOException {
    ByteBuffer header = exchange.header(OUT.get(), server.getDateField());
    ByteBuffer body = exchange.body();
    boolean all = body == null ? getEndPoint().flush(header) : getEndPoint().flush(header, body);
    if (log != null) {
      log.log(exchange);
    }
    if (all) {
      answered();
      return true;
    }
    boolean more = in.hasRemaining();
    if (more) {
      unread(BufferUtil.copy(in));
    }
    waiting();
    ByteBuffer rest = body == null ? BufferUtil.EMPTY_BUFFER : body;
    getEndPoint().write(new Rest(more), BufferUtil.copy(header), rest);
    return false;
  }

  /** The rest of an answer. */
  private final class Rest implements Callback {
    private final boolean more;

    /** Whether more requests have come already. */
    Rest(boolean more) {
      this.more = more;
    }

    @Override
    public void succeeded() {
      waited();
      if (more) {
        getExecutor().execute(PlainConnection.this);
      } else {
        fillInterested(fillable);
      }
    }

    @Override
    public void failed(Throwable cause) {
      getEndPoint().close(cause);
    }

    @Override
    public InvocationType getInvocationType() {
      return InvocationType.NON_BLOCKING;
    }
  }
}
