package io.feedmesh.docker.bench.politeness.script;

import static org.assertj.core.api.Assertions.assertThat;

import io.feedmesh.docker.bench.politeness.script.Answer.Flow;
import io.feedmesh.docker.bench.politeness.script.Score.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScoresTest {
  private static final Instant START = Instant.parse("2026-11-22T10:10:00Z");
  private static final Pace PACE =
      new Pace(
          Duration.ofSeconds(60),
          Duration.ofSeconds(60),
          Duration.ofSeconds(1),
          Duration.ofSeconds(30),
          Duration.ofSeconds(20));

  private final List<Visit> visits = new ArrayList<>();

  @Test
  void aSkippedHourIsSkippedWhereOthersArePolledMeanwhile() {
    Script script = new SkipHours();
    visit(script, 0, "/feed.xml", Map.of());

    assertThat(verdict(script, 100, 1)).isEqualTo(Verdict.NOT_SEEN);
    assertThat(verdict(script, 100, 9)).isEqualTo(Verdict.KEPT);
    visit(script, 90, "/feed.xml", Map.of());
    assertThat(verdict(script, 100, 9)).isEqualTo(Verdict.BROKEN);
  }

  @Test
  void aMoveIsBelievedNeitherAtOnceNorNever() {
    Script script = new Moved();
    follow(script, 0);
    assertThat(verdict(script, 1, 9)).isEqualTo(Verdict.NOT_SEEN);
    visit(script, 5, "/new.xml", Map.of());
    assertThat(verdict(script, 6, 9)).isEqualTo(Verdict.BROKEN);

    visits.clear();
    follow(script, 0);
    follow(script, 20);
    visit(script, 40, "/new.xml", Map.of());
    assertThat(verdict(script, 41, 9)).isEqualTo(Verdict.KEPT);

    visits.clear();
    for (int at = 0; at < 100; at += 20) {
      follow(script, at);
    }
    assertThat(verdict(script, 100, 9)).isEqualTo(Verdict.BROKEN);
  }

  @Test
  void aMoveThatComesAndGoesIsNotBelieved() {
    Script script = new Flapping();
    for (int at = 0; at < 50; at += 10) {
      if (visit(script, at, "/feed.xml", Map.of()).status() == 301) {
        visit(script, at, "/new.xml", Map.of());
      }
    }
    assertThat(verdict(script, 50, 9)).isEqualTo(Verdict.KEPT);
    visit(script, 55, "/new.xml", Map.of());
    visit(script, 65, "/new.xml", Map.of());
    assertThat(verdict(script, 66, 9)).isEqualTo(Verdict.BROKEN);
  }

  @Test
  void whoTakesTheTagOfALieIsFooled() {
    Script script = new Lying();
    visit(script, 0, "/feed.xml", Map.of());
    visit(script, 10, "/feed.xml", Map.of("if-none-match", "\"1\""));
    assertThat(verdict(script, 11, 9)).isEqualTo(Verdict.NOT_SEEN);
    visit(script, 20, "/feed.xml", Map.of("if-none-match", "\"2\""));
    assertThat(verdict(script, 21, 9)).isEqualTo(Verdict.BROKEN);
  }

  @Test
  void whoTakesTheTagOfA304ThatNobodyAskedForIsFooled() {
    Script script = new Unasked();
    visit(script, 0, "/feed.xml", Map.of());
    visit(script, 10, "/feed.xml", Map.of("if-none-match", "\"x\""));
    assertThat(verdict(script, 11, 9)).isEqualTo(Verdict.BROKEN);
  }

  @Test
  void aBodyIsGivenUpInTime() {
    Script script = new Body(Flow.SLOW);
    Visit visit = visit(script, 0, "/feed.xml", Map.of());

    assertThat(verdict(script, 10, 9)).isEqualTo(Verdict.NOT_SEEN);
    assertThat(verdict(script, 30, 9)).isEqualTo(Verdict.BROKEN);
    visit.cut(Duration.ofSeconds(5), 10);
    assertThat(verdict(script, 30, 9)).isEqualTo(Verdict.KEPT);
  }

  @Test
  void whatWasReachedInsideIsHeldAgainstIt() {
    Visit visit = visit(new PrivateRedirect(), 0, "/feed.xml", Map.of());
    for (Script script : List.of(new PrivateRedirect(), new Rebinding())) {
      assertThat(script.score(seen(10, 9, List.of())).verdict()).isEqualTo(Verdict.KEPT);
      assertThat(script.score(seen(10, 9, List.of(visit))).verdict()).isEqualTo(Verdict.BROKEN);
      assertThat(script.score(seen(10, 9, null)).verdict()).isEqualTo(Verdict.NOT_SEEN);
    }
  }

  @Test
  void aTtlHoldsFromWhenTheDocumentIsReadAndForAtLeastAMinute() {
    Script script = Fresh.ttl();
    visit(script, 0, "/feed.xml", Map.of());
    visit(script, 2, "/feed.xml", Map.of());
    assertThat(verdict(script, 4, 0)).isEqualTo(Verdict.NOT_SEEN);
    assertThat(verdict(script, 40, 9)).isEqualTo(Verdict.KEPT);
    visit(script, 50, "/feed.xml", Map.of());
    assertThat(verdict(script, 51, 9)).isEqualTo(Verdict.BROKEN);
  }

  @Test
  void aRefusedFetcherStaysAwayFromAllFeedsOfTheHostWhateverTheForm() {
    for (int status : List.of(429, 503)) {
      for (boolean asDate : List.of(true, false)) {
        visits.clear();
        Script script = new RetryAfter(status, asDate);
        visit(script, 0, "/a.xml", Map.of());
        assertThat(visit(script, 5, "/b.xml", Map.of()).status()).isEqualTo(status);
        assertThat(verdict(script, 20, 9)).isEqualTo(Verdict.NOT_SEEN);
        assertThat(verdict(script, 70, 9)).isEqualTo(Verdict.KEPT);
        visit(script, 30, "/c.xml", Map.of());
        assertThat(verdict(script, 70, 9)).isEqualTo(Verdict.BROKEN);
      }
    }
  }

  @Test
  void aBurstIsSeenAndOneThatIsHeldUpOnItsWayIsNone() {
    Script script = new Burst();
    for (int at = 0; at < 60; at++) {
      visit(script, at % 20 == 19 ? at + 1 : at, "/" + at % 50 + ".xml", Map.of());
    }
    assertThat(verdict(script, 100, 9)).isEqualTo(Verdict.KEPT);
    for (int i = 0; i < 5; i++) {
      visit(script, 60, "/" + i + ".xml", Map.of());
    }
    assertThat(verdict(script, 100, 9)).isEqualTo(Verdict.BROKEN);
  }

  @Test
  void whoBringsBackACookieOrTellsOfTheWayIsSeen() {
    Script script = new Tracking();
    for (int at = 0; at < 3; at++) {
      follow(script, at);
    }
    assertThat(verdict(script, 5, 9)).isEqualTo(Verdict.KEPT);
    visit(script, 6, "/new.xml", Map.of("cookie", "track=me"));
    assertThat(verdict(script, 7, 9)).isEqualTo(Verdict.BROKEN);

    visits.clear();
    visit(script, 0, "/new.xml", Map.of("referer", "http://tracking.test/feed.xml"));
    assertThat(verdict(script, 7, 9)).isEqualTo(Verdict.BROKEN);
  }

  @Test
  void whoFollowsALoopOnAndOnIsSeen() {
    Script script = new RedirectLoop();
    for (int at = 0; at < 100; at += 10) {
      visit(script, at, "/feed.xml", Map.of());
      visit(script, at, "/other.xml", Map.of());
    }
    assertThat(verdict(script, 100, 9)).isEqualTo(Verdict.KEPT);
    for (int i = 0; i < 30; i++) {
      visit(script, 100, i % 2 == 0 ? "/feed.xml" : "/other.xml", Map.of());
    }
    assertThat(verdict(script, 101, 9)).isEqualTo(Verdict.BROKEN);
  }

  @Test
  void whoTakesABombForADocumentIsSeenAndWhoBurstIsNotPraised() {
    Script script = new Bomb();
    visit(script, 0, "/feed.xml", Map.of());
    assertThat(verdict(script, 60, 0)).isEqualTo(Verdict.NOT_SEEN);
    assertThat(verdict(script, 60, 9)).isEqualTo(Verdict.KEPT);
    visit(script, 60, "/feed.xml", Map.of("if-none-match", "\"bomb\""));
    assertThat(verdict(script, 61, 9)).isEqualTo(Verdict.BROKEN);
  }

  @Test
  void whoTakesAnythingOrHidesBehindABrowserIsSeen() {
    visit(new Accepting(), 0, "/feed.xml", Map.of("accept", "*/*"));
    assertThat(verdict(new Accepting(), 1, 9)).isEqualTo(Verdict.BROKEN);
    visits.clear();
    visit(
        new Accepting(),
        0,
        "/feed.xml",
        Map.of("accept", "application/rss+xml, application/atom+xml"));
    assertThat(verdict(new Accepting(), 1, 9)).isEqualTo(Verdict.KEPT);

    visits.clear();
    for (int at = 0; at < 2; at++) {
      visit(new Control(), at, "/feed.xml", Map.of("user-agent", "Mozilla/5.0"));
    }
    assertThat(verdict(new Control(), 3, 9)).isEqualTo(Verdict.BROKEN);
  }

  private void follow(Script script, long at) {
    visit(script, at, "/feed.xml", Map.of());
    visit(script, at, "/new.xml", Map.of());
  }

  private Visit visit(Script script, long at, String path, Map<String, String> fields) {
    Instant moment = START.plusSeconds(at).plusNanos(visits.size());
    Ask ask =
        new Ask(
            moment, path, fields, List.copyOf(visits), PACE, name -> "http://" + name + ".test");
    Visit visit = new Visit(moment, path, fields, script.answer(ask));
    visits.add(visit);
    return visit;
  }

  private Verdict verdict(Script script, long end, int controls) {
    return script.score(seen(end, controls, List.of())).verdict();
  }

  private Seen seen(long end, int controls, List<Visit> trapped) {
    List<Visit> control = new ArrayList<>();
    for (int i = 0; i < controls; i++) {
      control.add(
          new Visit(START.plusSeconds(6 + i), "/feed.xml", Map.of(), new Control().answer(ask())));
    }
    return new Seen(List.copyOf(visits), control, trapped, START.plusSeconds(end), PACE);
  }

  private static Ask ask() {
    return new Ask(START, "/feed.xml", Map.of(), List.of(), PACE, name -> name);
  }
}
