package io.feedmesh.docker.demo;

import io.feedmesh.schemas.body.Bodies;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.eclipse.jetty.http.DateGenerator;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The publishers' site over HTTP: GET and HEAD, both validators, gzip. It may block: files are read
 * at each request.
 */
final class SiteHandler extends Handler.Abstract {
  private static final Logger LOG = LoggerFactory.getLogger(SiteHandler.class);

  private final Site site;
  private final String name;
  private final InstantSource clock;

  SiteHandler(Site site, String name, InstantSource clock) {
    this.site = site;
    this.name = name;
    this.clock = clock;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    response.getHeaders().put("X-Content-Type-Options", "nosniff");
    response
        .getHeaders()
        .put("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'");
    if (!HttpMethod.GET.is(request.getMethod()) && !HttpMethod.HEAD.is(request.getMethod())) {
      response.getHeaders().put(HttpHeader.ALLOW, "GET, HEAD");
      refuse(response, callback, 405, "expected GET or HEAD, found " + request.getMethod());
      return true;
    }
    Instant now = clock.instant();
    try {
      Optional<Document> document =
          site.find(
              request.getHttpURI().getPath(),
              now,
              Publishers.origin(name, Request.getLocalPort(request)));
      if (document.isPresent()) {
        answer(document.get(), now, request, response, callback);
      } else {
        refuse(response, callback, 404, "there is no such feed or page (yet); see /");
      }
    } catch (NoSuchFileException e) {
      refuse(response, callback, 404, "the file of this feed is no longer there");
    } catch (IOException e) {
      LOG.warn("{} can not be served: {}", request.getHttpURI(), e.toString());
      refuse(response, callback, 500, "the file of this feed can not be read: " + reason(e));
    }
    return true;
  }

  private static void answer(
      Document document, Instant now, Request request, Response response, Callback callback) {
    Validators validators = Validators.of(document, now);
    HttpFields.Mutable headers = response.getHeaders();
    headers.put(HttpHeader.ETAG, validators.etag());
    headers.put(HttpHeader.LAST_MODIFIED, DateGenerator.formatDate(validators.lastModified()));
    headers.put(HttpHeader.VARY, "Accept-Encoding");
    headers.put(HttpHeader.CACHE_CONTROL, "no-cache");
    HttpFields asked = request.getHeaders();
    if (validators.match(
        asked.getValuesList(HttpHeader.IF_NONE_MATCH),
        asked.getDateField(HttpHeader.IF_MODIFIED_SINCE))) {
      response.setStatus(304);
      response.write(true, null, callback);
      return;
    }
    headers.put(HttpHeader.CONTENT_TYPE, document.contentType());
    ByteBuffer body = ByteBuffer.wrap(document.body());
    if (takesGzip(asked)) {
      headers.put(HttpHeader.CONTENT_ENCODING, "gzip");
      body = Bodies.gzip(document.body());
    }
    headers.put(HttpHeader.CONTENT_LENGTH, body.remaining());
    response.write(true, body, callback);
  }

  private static boolean takesGzip(HttpFields headers) {
    return headers.getQualityCSV(HttpHeader.ACCEPT_ENCODING).stream()
        .anyMatch(coding -> coding.equalsIgnoreCase("gzip") || coding.equals("*"));
  }

  private static String reason(IOException e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  private static void refuse(Response response, Callback callback, int status, String text) {
    response.setStatus(status);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/plain; charset=utf-8");
    response.write(true, ByteBuffer.wrap((text + "\n").getBytes(StandardCharsets.UTF_8)), callback);
  }
}
