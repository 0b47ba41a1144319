package io.feedmesh.streams.alias;

import io.feedmesh.schemas.record.Change;
import io.feedmesh.schemas.url.BadFeedUrlException;
import io.feedmesh.schemas.url.FeedUrl;
import io.feedmesh.streams.topology.BinarySerde;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * That a feed has just these entries now, and which feed it says that it is: evidence for whether
 * two addresses are one feed's. Immutable.
 *
 * @param feedUrl canonical URL of the feed
 * @param group what all addresses that may be one feed's have in common
 * @param named canonical URL that the document gives itself, or where it was found at last
 * @param fingerprint of its entries, whatever their order; {@link #LEFT} where the feed is of
 *     another group now
 */
public record AliasClaim(String feedUrl, String group, String named, long fingerprint) {
  /** The fingerprint of a feed that belongs to another group from now on. */
  public static final long LEFT = 0;

  /** How claims travel within the app. */
  public static final BinarySerde<AliasClaim> SERDE =
      new BinarySerde<>("an alias claim", 1, AliasClaim::write, (version, in) -> read(in));

  /**
   * What a document claims.
   *
   * @param self the address that it gives itself, or null
   * @param fingerprint of its entries
   */
  public static AliasClaim of(Change change, String self, long fingerprint) {
    FeedUrl feed = FeedUrl.parse(change.getFeedUrl());
    FeedUrl named = first(feed, self, change.getOrigin().getUrl());
    return new AliasClaim(
        feed.toString(), group(named), named.toString(), fingerprint == LEFT ? 1 : fingerprint);
  }

  /** That the feed is no longer of that group. */
  public static AliasClaim left(String feedUrl, String group) {
    return new AliasClaim(feedUrl, group, feedUrl, LEFT);
  }

  /** The first of them that anybody can be found at, or the feed's own. */
  private static FeedUrl first(FeedUrl feed, String... addresses) {
    return Stream.of(addresses)
        .flatMap(address -> parsed(address).stream())
        .findFirst()
        .orElse(feed);
  }

  private static Optional<FeedUrl> parsed(String address) {
    try {
      return Optional.ofNullable(address).map(FeedUrl::parse);
    } catch (BadFeedUrlException e) {
      return Optional.empty();
    }
  }

  /** Without scheme, {@code www.} and closing slash. */
  private static String group(FeedUrl url) {
    String authority = url.authority();
    String path = url.path();
    return (authority.startsWith("www.") ? authority.substring(4) : authority)
        + (path.endsWith("/") ? path.substring(0, path.length() - 1) : path)
        + (url.query() == null ? "" : "?" + url.query());
  }

  private static void write(AliasClaim claim, DataOutputStream out) throws IOException {
    BinarySerde.writeText(out, claim.feedUrl);
    BinarySerde.writeText(out, claim.group);
    BinarySerde.writeText(out, claim.named);
    out.writeLong(claim.fingerprint);
  }

  private static AliasClaim read(DataInputStream in) throws IOException {
    return new AliasClaim(
        BinarySerde.readText(in),
        BinarySerde.readText(in),
        BinarySerde.readText(in),
        in.readLong());
  }
}
