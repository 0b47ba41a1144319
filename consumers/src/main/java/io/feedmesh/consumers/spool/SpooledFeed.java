package io.feedmesh.consumers.spool;

import io.feedmesh.schemas.record.ContentHash;
import io.feedmesh.schemas.url.FeedUrl;
import java.util.HexFormat;
import java.util.Objects;

/**
 * What the spool knows of one version of a feed without looking at its body. Immutable.
 *
 * @param url the feed
 * @param version its version by {@code document-views}; 0 for one proxied from the origin, whose
 *     version is not known yet
 * @param source what the version counts in: the id of the topic it came from; empty for version 0
 * @param hash SHA-256 of the document, 64 hexadecimal digits
 * @param etag the origin's ETag as sent, or null
 * @param contentType the origin's Content-Type as sent, or null
 * @param modified the origin's Last-Modified, else when the version was accepted; milliseconds
 *     since 1970
 * @param size bytes of the document before gzip
 * @param acceptedAt when the version was accepted as new, or its origin asked for it; milliseconds
 *     since 1970
 * @param spooledAt when it came to this spool, milliseconds since 1970
 */
public record SpooledFeed(
    FeedUrl url,
    long version,
    String source,
    String hash,
    String etag,
    String contentType,
    long modified,
    long size,
    long acceptedAt,
    long spooledAt) {
  private static final int MAX_FIELD = 1024;

  /** Checks; an origin's field that is absurdly long or no text is as good as none. */
  public SpooledFeed {
    Objects.requireNonNull(url, "url");
    Objects.requireNonNull(source, "source");
    if (hash.length() != 64) {
      throw new IllegalArgumentException("hash: expected 64 hexadecimal digits, found " + hash);
    }
    if (version < 0 || size < 0) {
      throw new IllegalArgumentException(
          "version and size: expected none below 0, found " + version + " and " + size);
    }
    etag = field(etag);
    contentType = field(contentType);
  }

  /** Whether it was proxied, and no view has confirmed it yet. */
  public boolean provisional() {
    return version == 0;
  }

  SpooledFeed withModified(long millis) {
    return new SpooledFeed(
        url, version, source, hash, etag, contentType, millis, size, acceptedAt, spooledAt);
  }

  /** The hash as {@link #hash()} has it. */
  public static String hex(ContentHash hash) {
    return HexFormat.of().formatHex(hash.bytes());
  }

  private static String field(String value) {
    boolean usable =
        value != null
            && !value.isBlank()
            && value.length() <= MAX_FIELD
            && value.chars().allMatch(c -> (c >= 0x20 && c < 0x7f) || (c >= 0xa0 && c <= 0xff));
    return usable ? value : null;
  }
}
