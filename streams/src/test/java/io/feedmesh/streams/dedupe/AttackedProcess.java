package io.feedmesh.streams.dedupe;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.feedmesh.schemas.body.Bodies;
import io.feedmesh.schemas.body.TooLargeException;
import io.feedmesh.schemas.record.Change;
import io.feedmesh.schemas.record.ChangeSource;
import io.feedmesh.schemas.record.ContentHash;
import io.feedmesh.schemas.record.OriginResponse;
import io.feedmesh.schemas.record.RejectReason;
import io.feedmesh.schemas.serde.RecordSerde;
import io.feedmesh.streams.parse.FeedParser;
import io.feedmesh.streams.parse.ParseBounds;
import io.feedmesh.streams.parse.ParseOutcome;
import io.feedmesh.streams.parse.ParseRequest;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A process of 512 MB that is attacked: before each attack all of its heap but 64 MB is filled, so
 * an attack that takes more ends it with an error. Tells of each on a line: what came of it, and
 * the CPU time of its thread in milliseconds.
 */
public final class AttackedProcess {
  private static final String URL = "https://attack.example/feed";
  private static final int FREE = 64 << 20;
  private static final int MEGABYTE = 1 << 20;
  private static final FeedParser PARSER = new FeedParser(ParseBounds.DEFAULT);
  private static final ChangeTrial TRIAL = new ChangeTrial(DedupeConfig.DEFAULT);

  private AttackedProcess() {}

  /** The port that nothing may ask. */
  public static void main(String[] args) {
    new RecordSerde<>(Change.class);
    String good =
        "<rss version='2.0'><channel><item><title>a &amp; b</title></item></channel></rss>";
    Change warm = change(Bodies.gzip(good.getBytes(UTF_8)));
    for (int i = 0; i < 20_000; i++) {
      if (TRIAL.refusal(URL, warm).isPresent()) {
        throw new IllegalStateException("a good document was refused");
      }
    }
    Attacks.all(Integer.parseInt(args[0])).forEach((name, body) -> attack(name, body.get()));
  }

  /** As a change, and as a document: a sender can see to it that it is not squeezed too much. */
  private static void attack(String name, ByteBuffer body) {
    Change change = change(body);
    report(name, () -> TRIAL.refusal(URL, change).map(refusal -> refusal.reason()));
    byte[] document = unpacked(body);
    if (document != null) {
      ParseRequest request = new ParseRequest(document, URL, null);
      report(name + ", unpacked", () -> refusal(PARSER.parse(request)));
    }
  }

  private static Optional<RejectReason> refusal(ParseOutcome outcome) {
    return outcome instanceof ParseOutcome.Refused refused
        ? Optional.of(refused.reason())
        : Optional.empty();
  }

  private static void report(String name, Supplier<Optional<RejectReason>> attack) {
    List<byte[]> ballast = ballast();
    long begin = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    String outcome;
    try {
      outcome = attack.get().map(RejectReason::name).orElse("taken");
    } catch (OutOfMemoryError e) {
      outcome = "out of memory";
    }
    long cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - begin;
    System.out.println(name + "\t" + outcome + "\t" + cpu / 1_000_000 + "\t" + ballast.size());
  }

  private static List<byte[]> ballast() {
    System.gc();
    MemoryPoolMXBean old =
        ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getName().contains("Tenured"))
            .findFirst()
            .orElseThrow();
    List<byte[]> ballast = new ArrayList<>();
    long free = old.getUsage().getMax() - old.getUsage().getUsed();
    while (free > FREE) {
      for (long i = (free - FREE + MEGABYTE - 1) / MEGABYTE; i > 0; i--) {
        ballast.add(new byte[MEGABYTE]);
      }
      System.gc(); // what is young becomes old
      free = old.getUsage().getMax() - old.getUsage().getUsed();
    }
    return ballast;
  }

  private static Change change(ByteBuffer body) {
    Instant now = Instant.EPOCH;
    return Change.newBuilder()
        .setFeedUrl(URL)
        .setBody(body)
        .setSize(0)
        .setContentHash(hash(body))
        .setOrigin(OriginResponse.newBuilder().setUrl(URL).build())
        .setSource(ChangeSource.FETCH)
        .setFetchedAt(now)
        .setFetchedBy("attacker")
        .build();
  }

  private static ContentHash hash(ByteBuffer body) {
    byte[] document = unpacked(body);
    return Bodies.hash(document == null ? new byte[0] : document);
  }

  private static byte[] unpacked(ByteBuffer body) {
    try {
      return Bodies.gunzip(body, 32 * MEGABYTE);
    } catch (TooLargeException e) {
      return null;
    } catch (IOException e) {
      throw new IllegalStateException("not gzip", e);
    }
  }
}
