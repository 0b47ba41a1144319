package io.feedmesh.streams.topology;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * What is due when: each key at most once, earliest first, equal moments in order of their keys.
 * Every operation takes time logarithmic in the number of keys. In memory, about 200 bytes a key;
 * not for several threads.
 */
public final class DueQueue {
  private record Item(long at, String key) implements Comparable<Item> {
    @Override
    public int compareTo(Item other) {
      int byTime = Long.compare(at, other.at);
      return byTime != 0 ? byTime : key.compareTo(other.key);
    }
  }

  private final Map<String, Long> moments = new HashMap<>();
  private final PriorityQueue<Item> items = new PriorityQueue<>();

  /** The key is due at that moment (epoch milliseconds), whatever was said of it before. */
  public void put(String key, long at) {
    Long before = moments.put(key, at);
    if (before == null || before != at) {
      items.add(new Item(at, key));
    }
    if (items.size() > 2 * moments.size() + 64) {
      rebuild();
    }
  }

  /** The key is never due. */
  public void remove(String key) {
    moments.remove(key);
  }

  /** When the key is due; empty if it is not in the queue. */
  public Optional<Long> at(String key) {
    return Optional.ofNullable(moments.get(key));
  }

  /** Moment of the first key; empty if there is none. */
  public Optional<Long> firstAt() {
    return Optional.ofNullable(head()).map(Item::at);
  }

  /** Takes out the first key if it is due at that moment. */
  public Optional<String> pollDue(long now) {
    Item first = head();
    if (first == null || first.at() > now) {
      return Optional.empty();
    }
    items.poll();
    moments.remove(first.key());
    return Optional.of(first.key());
  }

  /** Nothing is due any more. */
  public void clear() {
    moments.clear();
    items.clear();
  }

  /** How many keys. */
  public int size() {
    return moments.size();
  }

  private Item head() {
    Item first = items.peek();
    while (first != null && !isCurrent(first)) {
      items.poll();
      first = items.peek();
    }
    return first;
  }

  private boolean isCurrent(Item item) {
    Long at = moments.get(item.key());
    return at != null && at == item.at();
  }

  private void rebuild() {
    items.clear();
    moments.forEach((key, at) -> items.add(new Item(at, key)));
  }
}
