package io.feedmesh.consumers.replay;

import static io.feedmesh.consumers.json.SampleEntries.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.feedmesh.consumers.json.SampleEntries;
import io.feedmesh.schemas.record.EntryView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MergeTest {
  private final Merge merge = new Merge();

  @Test
  void theEarlierHeadGoesFirst() {
    add(0, 5);
    add(1, 3);
    add(0, 7);
    add(1, 6);

    assertThat(drain(Set.of())).containsExactly("1@3", "0@5", "1@6", "0@7");
  }

  @Test
  void theOrderWithinAPartitionStaysWhateverTheTimes() {
    add(0, 9);
    add(0, 1);
    add(1, 5);

    assertThat(drain(Set.of())).containsExactly("1@5", "0@9", "0@1");
  }

  @Test
  void waitsForAPartitionThatWillGiveMore() {
    add(0, 5);

    assertThat(drain(Set.of(1))).isEmpty();
    add(1, 4);
    assertThat(drain(Set.of(1))).containsExactly("1@4");
    assertThat(drain(Set.of())).containsExactly("0@5");
    assertThat(merge.waiting(0)).isZero();
  }

  private void add(int partition, int second) {
    merge.add(
        partition,
        SampleEntries.view(
            "",
            SampleEntries.change("http://f/", partition + "@" + second, NOON.plusSeconds(second))));
  }

  private List<String> drain(Set<Integer> open) {
    List<String> titles = new ArrayList<>();
    Optional<EntryView> next = merge.next(List.of(0, 1), open::contains);
    while (next.isPresent()) {
      titles.add(next.get().getChange().getEntry().getTitle());
      next = merge.next(List.of(0, 1), open::contains);
    }
    return titles;
  }
}
