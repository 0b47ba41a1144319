package io.feedmesh.docker.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AnnouncerTest {
  private static final Duration PACE = Duration.ofSeconds(5);
  private static final Instant START = TestClock.START;

  private final List<Publication> pinged = new ArrayList<>();

  @Test
  void saysNothingOfWhatIsThereAlready() {
    Announcer announcer = new Announcer(blogs(12), START, pinged::add);

    announcer.announce(START);

    assertThat(pinged).isEmpty();
  }

  @Test
  void announcesEachPostOnceWhenItAppears() {
    LiveBlog blog = blogs(1).get(0);
    Announcer announcer = new Announcer(List.of(blog), START, pinged::add);

    Optional<Instant> next = announcer.announce(START);
    assertThat(next).contains(blog.timeline().at(16));
    announcer.announce(next.get());
    announcer.announce(next.get());

    assertThat(pinged).containsExactly(blog);
  }

  @Test
  void announcesABlogOnceHoweverManyPostsItHas() {
    Announcer announcer = new Announcer(blogs(1), START, pinged::add);

    announcer.announce(START.plusSeconds(500));

    assertThat(pinged).hasSize(1);
  }

  @Test
  void leavesOutThoseThatDoNotPing() {
    Announcer announcer = new Announcer(blogs(12), START, pinged::add);

    announcer.announce(START.plusSeconds(60));

    assertThat(pinged).hasSize(10).noneMatch(blog -> blog.ping() == PingKind.NONE);
  }

  @Test
  void comesToItsEndWhenNothingWillChangeAnyMore() {
    List<Path> versions = List.of(Path.of("1.xml"), Path.of("2.xml"));
    History history = new History("h", "/history/h.xml", versions, START, PACE, 0);
    Announcer announcer = new Announcer(List.of(history), START, pinged::add);

    assertThat(announcer.announce(START)).contains(START.plus(PACE));
    assertThat(announcer.announce(START.plus(PACE))).isEmpty();
    assertThat(pinged).containsExactly(history);
  }

  @Test
  void aClockThatIsSetBackRepeatsNothing() {
    Announcer announcer = new Announcer(blogs(1), START, pinged::add);
    announcer.announce(START.plusSeconds(60));
    announcer.announce(START);

    announcer.announce(START.plusSeconds(60));

    assertThat(pinged).hasSize(1);
  }

  private static List<LiveBlog> blogs(int count) {
    return BlogCatalogue.blogs(count).stream()
        .map(blog -> new LiveBlog(blog, new Timeline(START, PACE, blog.slug().hashCode())))
        .toList();
  }
}
