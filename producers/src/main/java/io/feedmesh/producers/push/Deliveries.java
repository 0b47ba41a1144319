package io.feedmesh.producers.push;

import io.feedmesh.producers.intake.Exchange;
import io.feedmesh.schemas.body.Bodies;
import io.feedmesh.schemas.origin.BodyMemory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Locale;

/**
 * Reads documents that are handed in, within a bound for each and one for all that are under way.
 * Safe for use by several threads.
 */
final class Deliveries {
  private final BodyMemory memory;
  private final int maxBytes;

  /**
   * Under these bounds.
   *
   * @param maxBytes of a document, before content decoding as well as after
   * @param memory bytes that all under way may take before large ones are refused
   */
  Deliveries(int maxBytes, long memory) {
    this.maxBytes = maxBytes;
    this.memory = new BodyMemory(memory);
  }

  /** What is done with a body. */
  interface Reader {
    /** It is whole, as it came; it counts as under way until {@link Exchange} is answered. */
    void whole(byte[] raw);

    /** It is larger than the bound. */
    void tooLarge();

    /** Too much is under way. */
    void busy();
  }

  /** Reads. A body of unknown length counts with the largest that it may have. */
  void read(Exchange exchange, Reader reader) {
    long length = exchange.request().getLength();
    if (length > maxBytes) {
      reader.tooLarge();
      return;
    }
    int counted = length < 0 ? maxBytes : (int) length;
    if (!memory.take(0, counted)) {
      reader.busy();
      return;
    }
    exchange.onAnswered(() -> memory.giveBack(counted));
    exchange.readDocument(maxBytes, reader::whole, reader::tooLarge);
  }

  /**
   * Takes the content coding off. What a few bytes of gzip become is not known before, so it counts
   * as the largest document.
   *
   * @param coding Content-Encoding as sent, or null
   * @throws UnknownCodingException if it is another than gzip
   * @throws BusyException if too much is under way
   * @throws io.feedmesh.schemas.body.TooLargeException if the document is larger than the bound
   * @throws IOException if the body is not what the coding says
   */
  byte[] decoded(Exchange exchange, byte[] raw, String coding) throws IOException {
    String name = coding == null ? "" : coding.strip().toLowerCase(Locale.ROOT);
    return switch (name) {
      case "", "identity" -> raw;
      case "gzip", "x-gzip" -> {
        if (!memory.take(maxBytes, maxBytes)) {
          throw new BusyException();
        }
        exchange.onAnswered(() -> memory.giveBack(maxBytes));
        yield Bodies.gunzip(ByteBuffer.wrap(raw), maxBytes);
      }
      default -> throw new UnknownCodingException(name);
    };
  }

  /** Too many documents are under way. */
  static final class BusyException extends IOException {
    private static final long serialVersionUID = 1L;

    BusyException() {
      super("too many documents are under way");
    }
  }

  /** A document comes in a coding that is not taken. */
  static final class UnknownCodingException extends IOException {
    private static final long serialVersionUID = 1L;

    UnknownCodingException(String coding) {
      super(
          "Content-Encoding: expected gzip or none, found "
              + coding.substring(0, Math.min(50, coding.length())));
    }
  }
}
