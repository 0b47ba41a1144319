package io.feedmesh.producers.subscribe;

import io.feedmesh.schemas.origin.OriginAnswer;
import io.feedmesh.schemas.record.PushProtocol;
import io.feedmesh.schemas.record.PushRequest;
import io.feedmesh.schemas.record.PushResult;
import io.feedmesh.schemas.record.PushResultKind;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the answer of a hub or cloud means. Pure. */
final class PushAnswerRule {
  /** How long a cloud keeps telling (rssCloud walkthrough: 25 hours). */
  static final Duration CLOUD_LEASE = Duration.ofHours(25);

  private static final int MAX_REASON = 500;

  /** In XML or JSON: clouds speak either. */
  private static final Pattern SUCCESS =
      Pattern.compile("success\"?\\s{0,9}[=:]\\s{0,9}[\"']?(true|false)");

  private static final Pattern MESSAGE = Pattern.compile("msg\"?\\s{0,9}[=:]\\s{0,9}\"([^\"]*)\"");

  private PushAnswerRule() {}

  /** What came of the request, at that moment. */
  static PushResult of(PushRequest request, OriginAnswer answer, Instant at) {
    if (answer instanceof OriginAnswer.Failed failed) {
      return result(request, at, PushResultKind.FAILED, failed.detail());
    }
    OriginAnswer.Answered answered = (OriginAnswer.Answered) answer;
    String body = text(answered.body());
    if (answered.status() / 100 != 2) {
      return result(
          request, at, PushResultKind.FAILED, ("status " + answered.status() + " " + body).strip());
    }
    return request.getProtocol() == PushProtocol.RSS_CLOUD
        ? ofCloud(request, body, at)
        : result(request, at, PushResultKind.ACCEPTED, null);
  }

  private static PushResult ofCloud(PushRequest request, String body, Instant at) {
    Matcher success = SUCCESS.matcher(body);
    if (!success.find()) {
      return result(request, at, PushResultKind.FAILED, "no answer of an rssCloud: " + body);
    }
    if (success.group(1).equals("true")) {
      return result(request, at, PushResultKind.VERIFIED, null);
    }
    Matcher message = MESSAGE.matcher(body);
    return result(
        request, at, PushResultKind.DENIED, message.find() ? message.group(1) : "success is false");
  }

  private static PushResult result(
      PushRequest request, Instant at, PushResultKind kind, String reason) {
    return new PushResult(
        request.getFeedUrl(),
        kind,
        request.getProtocol(),
        request.getTopic(),
        leaseSeconds(request, kind),
        cut(reason),
        null,
        0L,
        null,
        at);
  }

  private static long leaseSeconds(PushRequest request, PushResultKind kind) {
    boolean granted =
        request.getProtocol() == PushProtocol.RSS_CLOUD && kind == PushResultKind.VERIFIED;
    return granted ? CLOUD_LEASE.toSeconds() : 0;
  }

  private static String text(byte[] body) {
    String text = new String(body, 0, Math.min(body.length, 2000), StandardCharsets.UTF_8);
    return text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
  }

  private static String cut(String reason) {
    return reason == null || reason.length() <= MAX_REASON
        ? reason
        : reason.substring(0, MAX_REASON);
  }
}
