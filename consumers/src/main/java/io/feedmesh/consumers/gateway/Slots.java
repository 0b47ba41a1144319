package io.feedmesh.consumers.gateway;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;

/**
 * What was made of the keys that came last: each has a place by its hash, and the one beside it,
 * and drives out whatever was there longer. Costs a look into an array, where caches with a policy
 * keep books of each look. For values that can be made again at any time. Safe for use by several
 * threads.
 */
final class Slots<K, V> {
  private static final int MIX = 0x9E3779B9; // addresses of one kind have hashes of one kind

  private final AtomicReferenceArray<Slot<K, V>> slots;
  private final int shift;
  private final Function<K, V> maker;

  /**
   * Empty.
   *
   * @param size a power of two, at least 2
   * @param maker of a key's value, always an equal one
   */
  Slots(int size, Function<K, V> maker) {
    if (size < 2 || Integer.bitCount(size) != 1) {
      throw new IllegalArgumentException(
          "size: expected a power of two, at least 2, found " + size);
    }
    this.shift = Integer.SIZE - Integer.numberOfTrailingZeros(size);
    this.slots = new AtomicReferenceArray<>(size);
    this.maker = maker;
  }

  private record Slot<K, V>(K key, V value) {}

  /**
   * The key's value.
   *
   * @param hash the same for equal keys
   */
  V get(K key, int hash) {
    int place = (hash * MIX) >>> shift;
    Slot<K, V> first = slots.getAcquire(place);
    if (first != null && Objects.equals(first.key, key)) {
      return first.value;
    }
    Slot<K, V> second = slots.getAcquire(place ^ 1);
    if (second != null && Objects.equals(second.key, key)) {
      return second.value;
    }
    V value = maker.apply(key);
    slots.setRelease(place ^ 1, first);
    slots.setRelease(place, new Slot<>(key, value));
    return value;
  }
}
