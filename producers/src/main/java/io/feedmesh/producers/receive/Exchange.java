package io.feedmesh.producers.receive;

import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Promise;
import org.eclipse.jetty.util.thread.Invocable;

/** One request whose small body is read, and which is answered with text, without waiting. */
record Exchange(Request request, Response response, Callback callback) {
  static final int MAX_BODY = 64 * 1024;

  /** Network address of the sender, as a literal. */
  String sender() {
    String address = Request.getRemoteAddr(request);
    return address.startsWith("[") ? address.substring(1, address.length() - 1) : address;
  }

  /**
   * Reads the whole body.
   *
   * @param tooLarge runs instead where it has more than {@link #MAX_BODY} bytes
   */
  void read(Consumer<byte[]> whole, Runnable tooLarge) {
    if (request.getLength() > MAX_BODY) {
      tooLarge.run();
      return;
    }
    Content.Source.asByteArrayAsync(
        request,
        MAX_BODY,
        Promise.Invocable.from(
            Invocable.InvocationType.NON_BLOCKING,
            (body, failure) -> {
              if (failure == null) {
                whole.accept(body);
              } else if (failure instanceof IllegalStateException) { // Jetty's word for it
                tooLarge.run();
              } else {
                callback.failed(failure); // the sender went away or was too slow
              }
            }));
  }

  void answer(int status, String contentType, String text) {
    response.setStatus(status);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, contentType);
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
    response.write(true, BufferUtil.toBuffer(text.getBytes(StandardCharsets.UTF_8)), callback);
  }

  /** Refuses a method. */
  void onlyAllowed(String methods) {
    response.getHeaders().put(HttpHeader.ALLOW, methods);
    answer(405, "text/plain; charset=utf-8", "expected " + methods + "\n");
  }
}
