package io.feedmesh.consumers.gateway;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;

/**
 * What was made of the keys that came last: each has {@value #WAYS} places by its hash, and drives
 * out whatever was there longest. Costs a look into an array, where caches with a policy keep books
 * of each look. For values that can be made again at any time. Safe for use by several threads.
 */
final class Slots<K, V> {
  private static final int WAYS = 4;
  private static final int MIX = 0x9E3779B9; // addresses of one kind have hashes of one kind

  private final AtomicReferenceArray<Slot<K, V>> slots;
  private final int shift;
  private final Function<K, V> maker;

  /**
   * Empty.
   *
   * @param size a power of two, at least {@value #WAYS}
   * @param maker of a key's value, always an equal one
   */
  Slots(int size, Function<K, V> maker) {
    if (size < WAYS || Integer.bitCount(size) != 1) {
      throw new IllegalArgumentException(
          "size: expected a power of two, at least " + WAYS + ", found " + size);
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
    int first = ((hash * MIX) >>> shift) & -WAYS;
    for (int place = first; place < first + WAYS; place++) {
      Slot<K, V> slot = slots.getAcquire(place);
      if (slot != null && slot.key.equals(key)) {
        return slot.value;
      }
    }
    V value = maker.apply(key);
    for (int place = first + WAYS - 1; place > first; place--) {
      slots.setRelease(place, slots.getAcquire(place - 1));
    }
    slots.setRelease(first, new Slot<>(key, value));
    return value;
  }
}
