package io.feedmesh.streams.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Random histories beside plain maps: no feed comes before its moment, none too often for its host,
 * and none that could come is left behind.
 */
class AgendaPropertyTest {
  private static final long GAP = ScheduleConfig.DEFAULT.hostGap().toMillis();
  private static final int MOST = ScheduleConfig.DEFAULT.hostInFlight();

  /** What the agenda was told of a host. */
  private static final class HostModel {
    private final Map<String, Long> deadlines = new HashMap<>();
    private long lastRequest;
    private long notBefore;

    boolean free(long now) {
      long flying = deadlines.values().stream().filter(deadline -> deadline > now).count();
      boolean rested = lastRequest == 0 || lastRequest + GAP <= now;
      return notBefore <= now && flying < MOST && rested;
    }
  }

  private final long seed = Long.getLong("feedmesh.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final Agenda agenda = new Agenda(new HostRule(ScheduleConfig.DEFAULT));
  private final Map<String, Long> due = new TreeMap<>();
  private final Map<String, HostModel> hosts = new HashMap<>();
  private long now = 1_000_000;

  @Test
  void handsOutJustWhatIsDueAndAllowed() {
    System.out.println("seed " + seed + " (again with -Dfeedmesh.seed=" + seed + ")");
    int taken = 0;
    for (int step = 0; step < 10_000; step++) {
      act();
      for (Optional<String> feed = agenda.next(now); feed.isPresent(); feed = agenda.next(now)) {
        check(feed.get());
        taken++;
      }
      assertNothingLeftBehind();
      assertThat(agenda.size()).as("seed %d step %d", seed, step).isEqualTo(due.size());
      now += random.nextInt(800);
    }
    assertThat(taken).isGreaterThan(500);
  }

  @Test
  void everythingComesInTheEndHoweverManyWaitForOneHost() {
    for (int i = 0; i < 300; i++) {
      put("https://one.example/" + i, now - random.nextInt(1_000));
    }

    int taken = 0;
    for (long end = now + 301 * GAP; now <= end; now += GAP / 2) {
      for (Optional<String> feed = agenda.next(now); feed.isPresent(); feed = agenda.next(now)) {
        check(feed.get());
        land(feed.get());
        taken++;
      }
    }

    assertThat(taken).isEqualTo(300);
    assertThat(agenda.size()).isZero();
  }

  @Test
  void oneHostThatRefusesHoldsUpNoOther() {
    for (int i = 0; i < 100; i++) {
      put("https://busy.example/" + i, now);
    }
    put("https://other.example/", now);
    agenda.wishes(
        Agenda.hostOf("https://busy.example/"), HostWish.NONE.again(now + 3_600_000, now), now);

    assertThat(agenda.next(now)).hasValue("https://other.example/");
    assertThat(agenda.next(now)).isEmpty();
    assertThat(agenda.nextOf(Agenda.hostOf("https://busy.example/"), now)).isEmpty();
    assertThat(agenda.next(now + 3_600_000)).hasValue("https://busy.example/0");
  }

  @Test
  void aFeedThatIsPutOffComesAtItsLastMomentOnly() {
    put("https://a.example/", now + 10);
    put("https://a.example/", now + 5_000);
    put("https://a.example/", now + 2_000);

    assertThat(agenda.next(now + 1_999)).isEmpty();
    assertThat(agenda.next(now + 2_000)).hasValue("https://a.example/");
    assertThat(agenda.next(now + 10_000)).isEmpty();
  }

  private void act() {
    String feed = "https://h" + random.nextInt(4) + ".example/" + random.nextInt(6);
    String host = Agenda.hostOf(feed);
    switch (random.nextInt(6)) {
      case 0, 1, 2 -> put(feed, now + random.nextInt(4_000) - 1_000);
      case 3 -> {
        agenda.remove(feed, now);
        due.remove(feed);
      }
      case 4 -> land(feed);
      default -> {
        long moment = now + random.nextInt(2_000);
        agenda.wishes(
            host, new HostWish(Math.max(moment, agenda.wish(host).notBefore()), 0, 0, 0, 0), now);
        HostModel model = model(feed);
        model.notBefore = Math.max(moment, model.notBefore);
      }
    }
  }

  private void put(String feed, long at) {
    agenda.put(feed, at, now);
    due.put(feed, at);
  }

  private void land(String feed) {
    agenda.landed(feed, now);
    model(feed).deadlines.remove(feed);
  }

  private void check(String feed) {
    assertThat(due).as("seed %d", seed).containsKey(feed);
    assertThat(due.remove(feed))
        .as("not before its moment, seed %d", seed)
        .isLessThanOrEqualTo(now);
    HostModel model = model(feed);
    assertThat(model.free(now)).as("its host may be asked, seed %d", seed).isTrue();
    long deadline = now + 500 + random.nextInt(5_000);
    agenda.requested(feed, now, deadline);
    model.lastRequest = now;
    model.deadlines.put(feed, deadline);
  }

  private void assertNothingLeftBehind() {
    due.forEach(
        (feed, at) ->
            assertThat(at > now || !model(feed).free(now))
                .as("%s was due and its host was free, seed %d", feed, seed)
                .isTrue());
  }

  private HostModel model(String feed) {
    return hosts.computeIfAbsent(Agenda.hostOf(feed), host -> new HostModel());
  }
}
