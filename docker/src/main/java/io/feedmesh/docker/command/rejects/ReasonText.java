package io.feedmesh.docker.command.rejects;

import io.feedmesh.schemas.record.RejectReason;

/** What the reasons mean, for people. */
final class ReasonText {
  private ReasonText() {}

  static String of(RejectReason reason) {
    return switch (reason) {
      case NOT_A_FEED ->
          "The origin sent something else, mostly a page: see what is at the address.";
      case UNPARSABLE -> "It begins like a feed, but is too broken to be read: tell the publisher.";
      case EMPTY -> "A document without content.";
      case TOO_LARGE -> "More bytes than a document may have.";
      case TOO_COMPRESSED -> "Unpacks to many times its size, as bombs do.";
      case TOO_DEEP -> "Elements or values within each other, deeper than any feed needs.";
      case TOO_MANY_ENTRIES -> "More entries than a document may have.";
      case TOO_MANY_ATTRIBUTES -> "An element with more attributes than any feed needs.";
      case NAME_TOO_LONG -> "The name of an element or attribute is longer than any feed needs.";
      case ATTRIBUTE_TOO_LONG -> "An attribute's value is longer than any feed needs.";
      case TOO_SLOW -> "Took longer to read than a document may.";
      case BAD_RECORD -> "Not in the format of its topic: whoever wrote it uses another schema.";
      case BAD_GZIP -> "A body that is not whole gzip: whoever wrote the record broke it.";
      case HASH_MISMATCH -> "A body that is not what its hash says: whoever wrote it broke it.";
      case BAD_URL ->
          "The key is not the feed's canonical URL: whoever wrote it has to use FeedUrl.";
      case OTHER_FEED ->
          "Found at another address of the feed, which has something else by now: see what is there.";
      case UNKNOWN -> "A reason that this version does not know: a newer one wrote it.";
    };
  }
}
