package io.feedmesh.producers.push;

import io.feedmesh.producers.intake.Forms;
import io.feedmesh.schemas.push.PushCallback;

/**
 * Verification of intent and denial (W3C WebSub, sections 5.2 and 5.3). The callback's path is
 * proof that we asked for it, so all that is left to check is that the hub speaks of the same
 * topic. Pure.
 */
final class VerificationRule {
  static final int MAX_REASON = 500;

  /** No lease is believed to be longer: ten years. */
  static final long MAX_LEASE_SECONDS = 10L * 365 * 24 * 3600;

  private VerificationRule() {}

  /** What the query of the GET says. */
  static Verification decide(Forms query, PushCallback callback) {
    String mode = query.first("hub.mode");
    String challenge = query.first("hub.challenge");
    if (mode == null || !callback.topic().equals(query.first("hub.topic"))) {
      return new Verification.NotOurs();
    }
    if (mode.equals("denied")) {
      return new Verification.Denied(cut(query.first("hub.reason")));
    }
    if (challenge == null || challenge.isEmpty()) {
      return new Verification.NotOurs();
    }
    return switch (mode) {
      case "subscribe" ->
          new Verification.Subscribed(challenge, seconds(query.first("hub.lease_seconds")));
      case "unsubscribe" -> new Verification.Unsubscribed(challenge);
      default -> new Verification.NotOurs();
    };
  }

  private static long seconds(String text) {
    if (text == null || !text.strip().matches("[0-9]{1,18}")) {
      return 0;
    }
    return Math.min(MAX_LEASE_SECONDS, Long.parseLong(text.strip()));
  }

  private static String cut(String reason) {
    return reason == null || reason.length() <= MAX_REASON
        ? reason
        : reason.substring(0, MAX_REASON);
  }
}
