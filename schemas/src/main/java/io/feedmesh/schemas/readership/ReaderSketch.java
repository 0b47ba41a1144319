package io.feedmesh.schemas.readership;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * Distinct readers, counted without a list of them: one by one up to {@value #MAX_COUPONS} (of so
 * many, two are taken for one in one sketch of 10,000), then by HyperLogLog with 2,048 registers
 * and a standard error of 2.3 % (1.04/√2048). A sketch depends on the set of its readers only:
 * neither their order, nor how often each came, nor the way in which it was merged changes a byte
 * of it. At most 2.1 KB. Not for several threads.
 *
 * <p>As bytes it is an Apache DataSketches HLL sketch, see {@link SketchFormat}.
 */
public final class ReaderSketch {
  /** Most readers that are told apart one by one. */
  static final int MAX_COUPONS = 192;

  static final int LG_REGISTERS = 11;
  static final int REGISTERS = 1 << LG_REGISTERS;

  /** A coupon is 6 bits of leading zeros of one half of a hash, and 26 bits of the other. */
  static final int SLOT_BITS = 26;

  private static final int SLOT_MASK = (1 << SLOT_BITS) - 1;
  private static final int MAX_ZEROS = 62;
  private static final int FIRST_ROOM = 4;

  private int[] coupons = new int[0]; // sorted; null once there are registers
  private int count;
  private byte[] registers;

  /** Counts a reader, known by 128 bits of an even hash. */
  public void add(long high, long low) {
    int zeros = Math.min(Long.numberOfLeadingZeros(low), MAX_ZEROS);
    addCoupon((zeros + 1) << SLOT_BITS | ((int) high & SLOT_MASK));
  }

  /** Counts the readers of another sketch, too. */
  public void merge(ReaderSketch other) {
    if (other.registers == null) {
      for (int i = 0; i < other.count; i++) {
        addCoupon(other.coupons[i]);
      }
      return;
    }
    toRegisters();
    for (int i = 0; i < REGISTERS; i++) {
      registers[i] = (byte) Math.max(registers[i], other.registers[i]);
    }
  }

  void addCoupon(int coupon) {
    if (registers != null) {
      register(coupon);
      return;
    }
    int at = Arrays.binarySearch(coupons, 0, count, coupon);
    if (at >= 0) {
      return;
    }
    if (count == MAX_COUPONS) {
      toRegisters();
      register(coupon);
      return;
    }
    if (count == coupons.length) {
      coupons = Arrays.copyOf(coupons, Math.min(Math.max(FIRST_ROOM, 2 * count), MAX_COUPONS));
    }
    int place = -at - 1;
    System.arraycopy(coupons, place, coupons, place + 1, count - place);
    coupons[place] = coupon;
    count++;
  }

  private void toRegisters() {
    if (registers == null) {
      registers = new byte[REGISTERS];
      for (int i = 0; i < count; i++) {
        register(coupons[i]);
      }
      coupons = null;
      count = 0;
    }
  }

  private void register(int coupon) {
    int slot = coupon & (REGISTERS - 1);
    registers[slot] = (byte) Math.max(registers[slot], coupon >>> SLOT_BITS);
  }

  /** How many readers; of registers that no readers could have made, up to the largest long. */
  public long estimate() {
    return registers == null ? count : Math.round(SketchEstimate.of(registers));
  }

  /** Whether it has counted nobody. */
  public boolean isEmpty() {
    return registers == null && count == 0;
  }

  /** Bytes that it has on the heap, about. */
  public int heapBytes() {
    return 48 + (registers == null ? 4 * coupons.length : REGISTERS);
  }

  /** The same readers in an Apache DataSketches HLL sketch. */
  public byte[] toBytes() {
    return registers == null
        ? SketchFormat.ofCoupons(coupons, count)
        : SketchFormat.ofRegisters(registers);
  }

  /**
   * The readers of such a sketch, which keeps its position; empty if the bytes are none of ours.
   */
  public static Optional<ReaderSketch> parse(ByteBuffer bytes) {
    return SketchFormat.read(bytes.duplicate());
  }

  static ReaderSketch ofRegisters(byte[] registers) {
    ReaderSketch sketch = new ReaderSketch();
    sketch.toRegisters();
    System.arraycopy(registers, 0, sketch.registers, 0, REGISTERS);
    return sketch;
  }
}
