package io.feedmesh.consumers.page;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** Page data for tests: feeds in the order that they are given. */
final class SamplePage implements PageData {
  final List<FeedRow> rows = new CopyOnWriteArrayList<>();
  final AtomicLong documents = new AtomicLong();
  final AtomicLong entries = new AtomicLong();

  SamplePage with(String url) {
    rows.add(
        new FeedRow(
            url, Instant.now().minusSeconds(rows.size() * 77L), 7_200, 3, rows.size() % 10 == 9));
    return this;
  }

  @Override
  public String edge() {
    return "edge-7";
  }

  @Override
  public long feeds() {
    return rows.size();
  }

  @Override
  public long cold() {
    return rows.stream().filter(FeedRow::cold).count();
  }

  @Override
  public long bytes() {
    return rows.stream().mapToLong(FeedRow::size).sum();
  }

  @Override
  public long documents() {
    return documents.get();
  }

  @Override
  public long entries() {
    return entries.get();
  }

  @Override
  public int clients() {
    return 2;
  }

  @Override
  public List<FeedRow> latest(int most, String filter) {
    String part = filter.toLowerCase(Locale.ROOT);
    return rows.stream()
        .filter(row -> row.url().toLowerCase(Locale.ROOT).contains(part))
        .limit(most)
        .toList();
  }
}
