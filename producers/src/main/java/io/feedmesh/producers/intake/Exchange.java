package io.feedmesh.producers.intake;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Promise;
import org.eclipse.jetty.util.thread.Invocable;

/** One request whose body is read, and which is answered with text, without waiting. */
public record Exchange(Request request, Response response, Callback callback) {
  /** Most bytes of a small body. */
  public static final int MAX_BODY = 64 * 1024;

  private static final String TEXT = "text/plain; charset=utf-8";

  /** Network address of the sender, as a literal. */
  public String sender() {
    String address = Request.getRemoteAddr(request);
    return address.startsWith("[") ? address.substring(1, address.length() - 1) : address;
  }

  /**
   * Reads the whole body.
   *
   * @param tooLarge runs instead where it has more than {@link #MAX_BODY} bytes
   */
  public void read(Consumer<byte[]> whole, Runnable tooLarge) {
    read(MAX_BODY, Invocable.InvocationType.NON_BLOCKING, whole, tooLarge);
  }

  /**
   * Reads the whole body of a document; what is done with it may take a while.
   *
   * @param max most bytes of it
   */
  public void readDocument(int max, Consumer<byte[]> whole, Runnable tooLarge) {
    read(max, Invocable.InvocationType.BLOCKING, whole, tooLarge);
  }

  private void read(
      int max, Invocable.InvocationType type, Consumer<byte[]> whole, Runnable tooLarge) {
    if (request.getLength() > max) {
      tooLarge.run();
      return;
    }
    Content.Source.asByteArrayAsync(
        request,
        max,
        Promise.Invocable.from(
            type,
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

  /** Answers with a body. */
  public void answer(int status, String contentType, String text) {
    response.setStatus(status);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, contentType);
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
    response.write(true, BufferUtil.toBuffer(text.getBytes(StandardCharsets.UTF_8)), callback);
  }

  /** Answers with a line for people. */
  public void say(int status, String line) {
    answer(status, TEXT, line + "\n");
  }

  /** Answers without a body. */
  public void answer(int status) {
    response.setStatus(status);
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
    response.write(true, BufferUtil.EMPTY_BUFFER, callback);
  }

  /** Adds a field to the answer. */
  public void header(HttpHeader name, String value) {
    response.getHeaders().put(name, value);
  }

  /** Says back what somebody wants to hear, so that no browser takes it for a page. */
  public void echo(String text) {
    response.getHeaders().put("X-Content-Type-Options", "nosniff");
    answer(200, TEXT, text);
  }

  /** Runs it once this is over, however it ended. */
  public void onAnswered(Runnable task) {
    Request.addCompletionListener(request, failure -> task.run());
  }

  /** The value of a field of the request; null where there is none. */
  public String field(String name) {
    return request.getHeaders().get(name);
  }

  /** All values of a field of the request. */
  public List<String> fields(String name) {
    return request.getHeaders().getValuesList(name);
  }

  /** Refuses a method. */
  public void onlyAllowed(String methods) {
    header(HttpHeader.ALLOW, methods);
    say(405, "expected " + methods);
  }
}
