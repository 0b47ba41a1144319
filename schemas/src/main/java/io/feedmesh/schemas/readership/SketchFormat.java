package io.feedmesh.schemas.readership;

import static io.feedmesh.schemas.readership.ReaderSketch.LG_REGISTERS;
import static io.feedmesh.schemas.readership.ReaderSketch.MAX_COUPONS;
import static io.feedmesh.schemas.readership.ReaderSketch.REGISTERS;
import static io.feedmesh.schemas.readership.ReaderSketch.SLOT_BITS;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * The bytes of Apache DataSketches' HLL sketch (serial version 1, compact, of type HLL_8), so that
 * each of its libraries reads them. Little-endian; all begin with
 *
 * <pre>
 *  0      1      2       3    4                 5      6      7
 *  ints   1      7=HLL   lgK  lg of table size  flags  count  mode
 * </pre>
 *
 * followed by up to 7 coupons ("list", mode 8), by their number and the coupons ("set", mode 9), or
 * by 32 bytes of sums and a byte for each register ("HLL", mode 10). Written here and not by its
 * Java library, because no version of that runs on both Java 17 and Java 25. Pure.
 */
final class SketchFormat {
  private static final int VERSION = 1;
  private static final int FAMILY = 7;
  private static final int LIST = 8;
  private static final int SET = 9;
  private static final int HLL = 10;
  private static final int EMPTY = 4;
  private static final int COMPACT = 8;
  private static final int OUT_OF_ORDER = 16;
  private static final int MAX_LIST = 7;
  private static final int LG_LIST = 3;
  private static final int MIN_LG_SET = 5;
  private static final int PREAMBLE = 8;
  private static final int HLL_PREAMBLE = 40;
  private static final int MAX_VALUE = 63;

  private SketchFormat() {}

  static byte[] ofCoupons(int[] coupons, int count) {
    boolean list = count <= MAX_LIST;
    byte[] bytes = new byte[PREAMBLE + (list ? 0 : 4) + 4 * count];
    ByteBuffer out = littleEndian(bytes);
    if (list) {
      preamble(out, 2, LG_LIST, COMPACT | (count == 0 ? EMPTY : 0), count, LIST);
    } else {
      preamble(out, 3, lgTable(count), COMPACT | OUT_OF_ORDER, 0, SET);
      out.putInt(count);
    }
    for (int i = 0; i < count; i++) {
      out.putInt(coupons[i]);
    }
    return bytes;
  }

  /** A table is at most three quarters full. */
  private static int lgTable(int count) {
    int lg = MIN_LG_SET;
    while (4 * count > 3 << lg) {
      lg++;
    }
    return lg;
  }

  static byte[] ofRegisters(byte[] registers) {
    double large = 0;
    double small = 0;
    int zeros = 0;
    for (byte value : registers) {
      if (value < 32) {
        large += 1.0 / (1L << value);
      } else {
        small += 1.0 / (1L << value);
      }
      zeros += value == 0 ? 1 : 0;
    }
    byte[] bytes = new byte[HLL_PREAMBLE + REGISTERS];
    ByteBuffer out = littleEndian(bytes);
    preamble(out, 10, 0, COMPACT | OUT_OF_ORDER, 0, HLL);
    out.putDouble(0); // counts in order of arrival, which a merged sketch has none of
    out.putDouble(large).putDouble(small).putInt(zeros).putInt(0).put(registers);
    return bytes;
  }

  private static void preamble(
      ByteBuffer out, int ints, int lgTable, int flags, int count, int mode) {
    out.put((byte) ints).put((byte) VERSION).put((byte) FAMILY).put((byte) LG_REGISTERS);
    out.put((byte) lgTable).put((byte) flags).put((byte) count).put((byte) mode);
  }

  static Optional<ReaderSketch> read(ByteBuffer in) {
    try {
      return Optional.ofNullable(readOrNull(in.order(ByteOrder.LITTLE_ENDIAN)));
    } catch (BufferUnderflowException e) {
      return Optional.empty(); // cut
    }
  }

  private static ReaderSketch readOrNull(ByteBuffer in) {
    int ints = in.get();
    int version = in.get();
    int family = in.get();
    int lgRegisters = in.get();
    in.get(); // the size of a table that is not written
    boolean compact = (in.get() & COMPACT) != 0;
    int count = in.get();
    int mode = in.get();
    if (version != VERSION || family != FAMILY || lgRegisters != LG_REGISTERS) {
      return null;
    }
    if (mode == HLL && ints == 10) {
      return registers(in);
    }
    if (!compact) {
      return null;
    }
    if (mode == LIST && ints == 2) {
      return coupons(in, count);
    }
    return mode == SET && ints == 3 ? coupons(in, in.getInt()) : null;
  }

  private static ReaderSketch coupons(ByteBuffer in, int count) {
    if (count < 0 || count > MAX_COUPONS || in.remaining() != 4 * count) {
      return null;
    }
    ReaderSketch sketch = new ReaderSketch();
    for (int i = 0; i < count; i++) {
      int coupon = in.getInt();
      if (coupon >>> SLOT_BITS == 0) {
        return null;
      }
      sketch.addCoupon(coupon);
    }
    return sketch;
  }

  private static ReaderSketch registers(ByteBuffer in) {
    in.position(in.position() + Math.min(HLL_PREAMBLE - PREAMBLE, in.remaining()));
    if (in.remaining() != REGISTERS) {
      return null;
    }
    byte[] registers = new byte[REGISTERS];
    in.get(registers);
    for (byte value : registers) {
      if (value < 0 || value > MAX_VALUE) {
        return null;
      }
    }
    return ReaderSketch.ofRegisters(registers);
  }

  private static ByteBuffer littleEndian(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
