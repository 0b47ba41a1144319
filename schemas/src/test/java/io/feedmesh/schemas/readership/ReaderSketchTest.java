package io.feedmesh.schemas.readership;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.datasketches.hll.HllSketch;
import org.apache.datasketches.hll.TgtHllType;
import org.apache.datasketches.hll.Union;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReaderSketchTest {
  private static final double STANDARD_ERROR = 1.04 / Math.sqrt(2048);

  private final long seed = Long.getLong("feedmesh.seed", System.nanoTime());
  private final Random random = new Random(seed);

  ReaderSketchTest() {
    System.out.println("seed " + seed + " (again with -Dfeedmesh.seed=" + seed + ")");
  }

  private static ReaderSketch of(List<long[]> readers) {
    ReaderSketch sketch = new ReaderSketch();
    readers.forEach(reader -> sketch.add(reader[0], reader[1]));
    return sketch;
  }

  private List<long[]> readers(int count) {
    List<long[]> readers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      readers.add(new long[] {random.nextLong(), random.nextLong()});
    }
    return readers;
  }

  private static ReaderSketch parsed(byte[] bytes) {
    return ReaderSketch.parse(ByteBuffer.wrap(bytes)).orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7, 8, 50, 192})
  void fewReadersAreCountedOneByOne(int count) {
    ReaderSketch sketch = of(readers(count));

    assertThat(sketch.estimate())
        .isBetween(Math.max(0L, count - 1L), (long) count); // two of 192 are one in 10,000 seeds
    assertThat(sketch.isEmpty()).isEqualTo(count == 0);
    assertThat(parsed(sketch.toBytes()).estimate()).isEqualTo(sketch.estimate());
  }

  @ParameterizedTest
  @ValueSource(ints = {193, 500, 2_000, 7_000, 50_000, 1_000_000})
  void manyReadersAreCountedWithinTheErrorThatIsStated(int count) {
    ReaderSketch sketch = of(readers(count));

    double error = sketch.estimate() / (double) count - 1;
    assertThat(Math.abs(error)).isLessThan(4 * STANDARD_ERROR); // once in 16,000 seeds
    assertThat(sketch.toBytes()).hasSizeLessThan(2_100);
    assertThat(sketch.heapBytes()).isLessThan(2_200);
  }

  @Test
  void onlyTheSetOfReadersCountsWhateverTheOrderAndTheWayOfMerging() {
    for (int round = 0; round < 200; round++) {
      List<long[]> readers = readers(random.nextInt(600));
      byte[] expected = of(readers).toBytes();
      Collections.shuffle(readers, random);
      ReaderSketch merged = new ReaderSketch();
      for (int part = 0; part < 5; part++) {
        int from = random.nextInt(readers.size() + 1);
        List<long[]> some = readers.subList(from, readers.size());
        merged.merge(parsed(of(some).toBytes()));
        merged.merge(of(readers.subList(0, from)));
      }
      merged.merge(merged);

      assertThat(merged.toBytes()).isEqualTo(expected);
      assertThat(parsed(expected).toBytes()).isEqualTo(expected);
    }
  }

  /** The library refuses to run on later versions of Java, which is why it writes nothing here. */
  @ParameterizedTest
  @EnabledForJreRange(max = JRE.JAVA_21)
  @ValueSource(ints = {0, 1, 7, 8, 24, 25, 192, 193, 1_000, 30_000})
  void dataSketchesReadsAndMergesOursAndEstimatesTheSame(int count) {
    List<long[]> readers = readers(count);
    ReaderSketch ours = of(readers);

    HllSketch read = HllSketch.heapify(ours.toBytes());
    Union union = new Union(11);
    union.update(HllSketch.heapify(of(readers.subList(0, count / 2)).toBytes()));
    union.update(HllSketch.heapify(of(readers.subList(count / 3, count)).toBytes()));

    assertThat(read.getLgConfigK()).isEqualTo(11);
    assertThat(read.getEstimate()).isEqualTo(union.getEstimate());
    assertThat((double) ours.estimate())
        .isBetween(Math.floor(read.getLowerBound(1)), Math.ceil(read.getUpperBound(1)));
  }

  @ParameterizedTest
  @EnabledForJreRange(max = JRE.JAVA_21)
  @ValueSource(ints = {0, 1, 7, 8, 100, 192, 300, 100_000})
  void readsWhatDataSketchesWrites(int count) {
    HllSketch theirs = new HllSketch(11, TgtHllType.HLL_8);
    for (int i = 0; i < count; i++) {
      theirs.update(seed + i);
    }

    ReaderSketch read = parsed(theirs.toCompactByteArray());

    assertThat((double) read.estimate())
        .isBetween(Math.floor(theirs.getLowerBound(3)), Math.ceil(theirs.getUpperBound(3)));
  }

  @Test
  void bytesThatAreNoSketchAreToldApart() {
    byte[][] sketches = {
      of(readers(5)).toBytes(), of(readers(100)).toBytes(), of(readers(1_000)).toBytes()
    };
    for (byte[] sketch : sketches) {
      for (int length = 0; length < sketch.length; length++) {
        assertThat(ReaderSketch.parse(ByteBuffer.wrap(sketch, 0, length))).isEmpty();
      }
      assertThat(ReaderSketch.parse(ByteBuffer.wrap(Arrays.copyOf(sketch, sketch.length + 1))))
          .isEmpty();
    }
    for (int i = 0; i < 100_000; i++) {
      byte[] sketch = sketches[random.nextInt(3)].clone();
      for (int changed = 1 + random.nextInt(3); changed > 0; changed--) {
        sketch[random.nextInt(Math.min(60, sketch.length))] = (byte) random.nextInt(256);
      }
      ReaderSketch.parse(ByteBuffer.wrap(sketch))
          .ifPresent(read -> assertThat(read.estimate()).isNotNegative());
    }
  }

  @Test
  void registersThatNoReadersMadeStillHaveAnEstimate() {
    byte[] registers = new byte[ReaderSketch.REGISTERS];
    Arrays.fill(registers, (byte) 63);

    assertThat(ReaderSketch.ofRegisters(registers).estimate()).isEqualTo(Long.MAX_VALUE);
  }
}
