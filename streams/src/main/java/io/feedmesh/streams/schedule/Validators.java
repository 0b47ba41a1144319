package io.feedmesh.streams.schedule;

import io.feedmesh.schemas.record.ContentHash;
import io.feedmesh.schemas.record.FetchOutcome;
import io.feedmesh.schemas.record.FetchResult;
import io.feedmesh.streams.topology.BinarySerde;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * What makes the next request conditional (RFC 9110, section 13.1), byte for byte as the origin
 * gave it.
 *
 * @param etag or null
 * @param lastModified or null
 * @param hash of the last document, or null
 * @param at {@code requestedAt} of the request that gave them, epoch milliseconds; 0 for none
 */
record Validators(String etag, String lastModified, ContentHash hash, long at) {
  static final Validators NONE = new Validators(null, null, null, 0);

  /** Whether the next request can be conditional. */
  boolean present() {
    return etag != null || lastModified != null;
  }

  /**
   * These, or those of the answer where it has some and is no older. A full answer replaces all of
   * them; a 304 replaces what it repeats (RFC 9111, section 4.3.4).
   */
  Validators after(FetchResult result) {
    long requestedAt = result.getRequestedAt().toEpochMilli();
    if (requestedAt < at) {
      return this;
    }
    if (result.getContentHash() != null) {
      return new Validators(
          result.getEtag(), result.getLastModified(), result.getContentHash(), requestedAt);
    }
    if (result.getOutcome() == FetchOutcome.UNCHANGED) {
      return new Validators(
          result.getEtag() == null ? etag : result.getEtag(),
          result.getLastModified() == null ? lastModified : result.getLastModified(),
          hash,
          requestedAt);
    }
    return this;
  }

  /** A document came without being asked for: there is no more to ask about than its hash. */
  Validators delivered(ContentHash delivered) {
    return new Validators(etag, lastModified, delivered, at);
  }

  void write(DataOutputStream out) throws IOException {
    BinarySerde.writeText(out, etag);
    BinarySerde.writeText(out, lastModified);
    out.writeBoolean(hash != null);
    if (hash != null) {
      out.write(hash.bytes());
    }
    out.writeLong(at);
  }

  static Validators read(DataInputStream in) throws IOException {
    String etag = BinarySerde.readText(in);
    String lastModified = BinarySerde.readText(in);
    ContentHash hash = null;
    if (in.readBoolean()) {
      byte[] bytes = new byte[32];
      in.readFully(bytes);
      hash = new ContentHash(bytes);
    }
    return new Validators(etag, lastModified, hash, in.readLong());
  }
}
