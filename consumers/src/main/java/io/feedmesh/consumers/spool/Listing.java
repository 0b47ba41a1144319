package io.feedmesh.consumers.spool;

import io.feedmesh.schemas.url.FeedUrl;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A spool's feeds beside what readers asked for; both may change at any time. */
record Listing(Spool spool, Map<FeedUrl, ? extends Number> requests) implements SpoolIndex {
  @Override
  public int feeds() {
    return spool.feeds().size();
  }

  @Override
  public long bytes() {
    return spool.bytes();
  }

  @Override
  public Optional<Listed> find(FeedUrl url) {
    return spool.find(url).map(this::listed);
  }

  @Override
  public List<Listed> newest(int limit) {
    SpooledFeed[] all = spool.warmFeeds().toArray(SpooledFeed[]::new);
    Arrays.sort(all, (a, b) -> Long.compare(b.spooledAt(), a.spooledAt()));
    List<Listed> newest = new ArrayList<>();
    for (int i = 0; i < Math.min(limit, all.length); i++) {
      newest.add(listed(all[i]));
    }
    return newest;
  }

  private Listed listed(SpooledFeed feed) {
    Number asked = requests.get(feed.url());
    return new Listed(feed, asked == null ? 0 : asked.longValue());
  }
}
