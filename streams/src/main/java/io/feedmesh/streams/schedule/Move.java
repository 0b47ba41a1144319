package io.feedmesh.streams.schedule;

import io.feedmesh.schemas.record.FetchOutcome;
import io.feedmesh.schemas.record.FetchResult;
import io.feedmesh.streams.topology.BinarySerde;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * Where a feed has moved to for good (301 and 308, RFC 9110, section 15.4). Moments in epoch
 * milliseconds. Pure; its feed keeps its URL for all who know it.
 *
 * @param address canonical URL that it is fetched from, null for its own
 * @param to where its origin says that it has moved, and not believed yet; or null
 * @param since when its origin first said so, without another word in between
 */
record Move(String address, String to, long since) {
  static final Move NONE = new Move(null, null, 0);

  private static final int FAILURES_TO_GO_BACK = 5;

  /**
   * What is believed after an answer.
   *
   * @param believe how long an origin must have said the same
   * @param failures in a row, this answer included
   */
  Move after(String feedUrl, FetchResult result, int failures, long believe, long now) {
    if (result.getOutcome() == FetchOutcome.MOVED && result.getMovedTo() != null) {
      return moved(feedUrl, result.getMovedTo(), believe, now);
    }
    boolean lost = result.getOutcome() == FetchOutcome.GONE || failures >= FAILURES_TO_GO_BACK;
    if (address != null && lost) {
      return NONE; // its old address may know better
    }
    boolean answered =
        result.getOutcome() == FetchOutcome.CHANGED
            || result.getOutcome() == FetchOutcome.UNCHANGED;
    return answered ? new Move(address, null, 0) : this;
  }

  private Move moved(String feedUrl, String target, long believe, long now) {
    if (target.equals(feedUrl)) {
      return NONE;
    }
    if (isSameSiteOverHttps(feedUrl, target)) {
      return new Move(target, null, 0);
    }
    long first = target.equals(to) ? since : now;
    return now - first >= believe ? new Move(target, null, 0) : new Move(address, target, first);
  }

  /** A site that takes up https, with or without www: nobody can fake that for good. */
  private static boolean isSameSiteOverHttps(String from, String target) {
    return target.startsWith("https://") && site(from).equals(site(target));
  }

  private static String site(String url) {
    String host = Agenda.hostOf(url);
    return host.startsWith("www.") ? host.substring(4) : host;
  }

  void write(DataOutputStream out) throws IOException {
    BinarySerde.writeText(out, address);
    BinarySerde.writeText(out, to);
    out.writeLong(since);
  }

  static Move read(DataInputStream in) throws IOException {
    return new Move(BinarySerde.readText(in), BinarySerde.readText(in), in.readLong());
  }
}
