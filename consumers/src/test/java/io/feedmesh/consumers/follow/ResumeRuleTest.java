package io.feedmesh.consumers.follow;

import static org.assertj.core.api.Assertions.assertThat;

import io.feedmesh.consumers.follow.ResumeRule.Decision;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResumeRuleTest {
  private static final Position LOG = new Position("c", "views", "id", 1, 10, 0);
  @TempDir Path folder;

  private static Decision decide(Position kept, boolean lossy, long now) {
    return ResumeRule.decide(Optional.ofNullable(kept), LOG, 100, lossy, now);
  }

  private static Position at(long offset) {
    return new Position("c", "views", "id", 1, offset, 1000);
  }

  @Test
  void goesOnWithinTheLog() {
    assertThat(decide(at(10), false, 2000)).isEqualTo(new Decision.Resume(10));
    assertThat(decide(at(100), false, 2000)).isEqualTo(new Decision.Resume(100));
  }

  @Test
  void beginsAgainWhereItCannotBeSure() {
    long tooLate = 1000 + ResumeRule.TOMBSTONES_LAST.toMillis() + 1;
    assertThat(decide(null, false, 0)).isInstanceOf(Decision.Rebuild.class);
    assertThat(decide(at(50), true, 2000)).isInstanceOf(Decision.Rebuild.class);
    assertThat(decide(at(9), false, 2000)).isInstanceOf(Decision.Rebuild.class);
    assertThat(decide(at(101), false, 2000)).isInstanceOf(Decision.Rebuild.class);
    assertThat(decide(at(50), false, tooLate)).isInstanceOf(Decision.Rebuild.class);
    for (Position other :
        new Position[] {
          new Position("other", "views", "id", 1, 50, 1000),
          new Position("c", "other", "id", 1, 50, 1000),
          new Position("c", "views", "other", 1, 50, 1000),
          new Position("c", "views", "id", 2, 50, 1000)
        }) {
      assertThat(decide(other, false, 2000)).isInstanceOf(Decision.Rebuild.class);
    }
  }

  @Test
  void aPositionIsReadAsItWasWritten() throws Exception {
    assertThat(Position.read(folder)).isEmpty();
    at(42).write(folder);
    at(43).write(folder);
    assertThat(Position.read(folder)).contains(at(43));

    Files.writeString(folder.resolve(".position"), "offset=x");
    assertThat(Position.read(folder)).isEmpty();
    Position.delete(folder);
    assertThat(folder).isEmptyDirectory();
  }
}
