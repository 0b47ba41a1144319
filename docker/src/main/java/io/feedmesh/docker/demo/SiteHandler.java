package io.feedmesh.docker.demo;

import io.feedmesh.schemas.body.Bodies;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.http.DateGenerator;
import org.eclipse.jetty.http.EtagUtils;
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
  private final InstantSource clock;

  SiteHandler(Site site, InstantSource clock) {
    this.site = site;
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
          site.find(request.getHttpURI().getPath(), now, Publishers.origin(port(request)));
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
    Instant modified = stated(document.modified(), now);
    HttpFields.Mutable headers = response.getHeaders();
    headers.put(HttpHeader.ETAG, document.etag());
    headers.put(HttpHeader.LAST_MODIFIED, DateGenerator.formatDate(modified));
    headers.put(HttpHeader.VARY, "Accept-Encoding");
    headers.put(HttpHeader.CACHE_CONTROL, "no-cache");
    if (notModified(request.getHeaders(), document.etag(), modified)) {
      response.setStatus(304);
      response.write(true, null, callback);
      return;
    }
    headers.put(HttpHeader.CONTENT_TYPE, document.contentType());
    ByteBuffer body = ByteBuffer.wrap(document.body());
    if (takesGzip(request.getHeaders())) {
      headers.put(HttpHeader.CONTENT_ENCODING, "gzip");
      body = Bodies.gzip(document.body());
    }
    headers.put(HttpHeader.CONTENT_LENGTH, body.remaining());
    response.write(true, body, callback);
  }

  /**
   * Last-Modified in whole seconds. While the second of the change still runs, the one before: a
   * second change in it must not hide behind the same date (RFC 9110, section 8.8.2.2).
   */
  private static Instant stated(Instant modified, Instant now) {
    Instant second = now.truncatedTo(ChronoUnit.SECONDS);
    Instant stated = modified.truncatedTo(ChronoUnit.SECONDS);
    return stated.isBefore(second) ? stated : second.minusSeconds(1);
  }

  /** RFC 9110, section 13.2.2: If-Modified-Since counts only where there is no If-None-Match. */
  private static boolean notModified(HttpFields headers, String etag, Instant modified) {
    if (headers.contains(HttpHeader.IF_NONE_MATCH)) {
      List<String> tags = headers.getCSV(HttpHeader.IF_NONE_MATCH, true);
      return tags.stream().anyMatch(tag -> tag.equals("*") || EtagUtils.matches(etag, tag));
    }
    long since = headers.getDateField(HttpHeader.IF_MODIFIED_SINCE);
    return since >= 0 && modified.toEpochMilli() <= since;
  }

  private static boolean takesGzip(HttpFields headers) {
    return headers.getQualityCSV(HttpHeader.ACCEPT_ENCODING).stream()
        .anyMatch(coding -> coding.equalsIgnoreCase("gzip") || coding.equals("*"));
  }

  private static int port(Request request) {
    return Request.getLocalPort(request);
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
