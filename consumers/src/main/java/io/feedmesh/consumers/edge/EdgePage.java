package io.feedmesh.consumers.edge;

import io.feedmesh.consumers.live.ChangesHandler;
import io.feedmesh.consumers.live.LiveChanges;
import io.feedmesh.consumers.page.FeedRow;
import io.feedmesh.consumers.page.PageData;
import io.feedmesh.consumers.spool.Spool;
import io.feedmesh.consumers.spool.SpooledFeed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.PriorityQueue;
import java.util.function.LongSupplier;

/**
 * What an edge's page shows of it.
 *
 * @param edge its name
 * @param spool its spool
 * @param written documents that came to the spool since the start
 * @param live its view
 * @param streams its live clients
 */
record EdgePage(
    String edge, Spool spool, LongSupplier written, LiveChanges live, ChangesHandler streams)
    implements PageData {
  private static final Comparator<SpooledFeed> OLDEST_FIRST =
      Comparator.comparingLong(SpooledFeed::acceptedAt)
          .thenComparing(SpooledFeed::url, Comparator.reverseOrder());

  @Override
  public long feeds() {
    return spool.feeds().size();
  }

  @Override
  public long cold() {
    return spool.coldFeeds();
  }

  @Override
  public long bytes() {
    return spool.bytes();
  }

  @Override
  public long documents() {
    return written.getAsLong();
  }

  @Override
  public long entries() {
    return live.entries();
  }

  @Override
  public int clients() {
    return streams.clients();
  }

  /**
   * Keeps no more than the rows it gives, for a spool may hold a hundred thousand feeds. Cold ones,
   * of which there may be a million, are among them if they are looked for.
   */
  @Override
  public List<FeedRow> latest(int most, String filter) {
    String part = filter.toLowerCase(Locale.ROOT);
    PriorityQueue<SpooledFeed> newest = new PriorityQueue<>(OLDEST_FIRST);
    for (SpooledFeed feed : part.isEmpty() ? spool.warmFeeds() : spool.feeds()) {
      if (part.isEmpty() || feed.url().toString().toLowerCase(Locale.ROOT).contains(part)) {
        newest.add(feed);
        if (newest.size() > most) {
          newest.remove();
        }
      }
    }
    List<SpooledFeed> sorted = new ArrayList<>(newest);
    sorted.sort(OLDEST_FIRST.reversed());
    return sorted.stream().map(this::row).toList();
  }

  private FeedRow row(SpooledFeed feed) {
    return new FeedRow(
        feed.url().toString(),
        Instant.ofEpochMilli(feed.acceptedAt()),
        feed.size(),
        feed.version(),
        spool.isCold(feed.url()));
  }
}
