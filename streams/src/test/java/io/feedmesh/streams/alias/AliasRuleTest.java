package io.feedmesh.streams.alias;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AliasRuleTest {
  private static final String HTTP = "http://blog.example/feed";
  private static final String HTTPS = "https://blog.example/feed";
  private static final String WWW = "https://www.blog.example/feed/";

  private AliasGroup group = AliasGroup.NONE;
  private final List<String> said = new ArrayList<>();

  @Test
  void twoWithTheSameEntriesAreOneFeedWhichIsTheOneWithHttps() {
    hear(HTTP, 1);
    hear(HTTPS, 1);

    assertThat(said).containsExactly(HTTP + " > " + HTTPS);
  }

  @Test
  void theFeedIsTheOneThatTheDocumentsName() {
    named(HTTPS, WWW, 1);
    named(WWW, WWW, 1);

    assertThat(said).containsExactly(HTTPS + " > " + WWW);
  }

  @Test
  void onlyTheLatestDocumentsProveIt() {
    hear(HTTP, 1);
    hear(HTTP, 2);
    hear(HTTPS, 1);
    hear(HTTPS, 3);

    assertThat(said).isEmpty();
  }

  @Test
  void aliasesOfAnAliasAreAliasesOfItsFeed() {
    hear(HTTP, 1);
    hear("http://www.blog.example/feed", 1);
    hear(HTTPS, 1);

    assertThat(said)
        .containsExactlyInAnyOrder(
            "http://www.blog.example/feed > " + HTTP,
            "http://www.blog.example/feed > " + HTTPS,
            HTTP + " > " + HTTPS);
  }

  @Test
  void anAliasWhoseDocumentsTheFeedNeverHadStandsForItselfAgain() {
    hear(HTTP, 1);
    hear(HTTPS, 1);
    said.clear();

    hear(HTTP, 10);
    hear(HTTP, 11);
    assertThat(said).isEmpty();
    hear(HTTP, 12);

    assertThat(said).containsExactly(HTTP + " > nothing");
  }

  @Test
  void itDoesNotMatterWhichOfThemIsSeenFirst() {
    hear(HTTP, 1);
    hear(HTTPS, 1);
    said.clear();

    for (int version = 2; version < 20; version++) {
      hear(version % 2 == 0 ? HTTP : HTTPS, version);
      hear(version % 2 == 0 ? HTTPS : HTTP, version);
    }

    assertThat(said).isEmpty();
  }

  @Test
  void whoLeavesTheGroupIsNoAliasAndHasNone() {
    hear(HTTP, 1);
    hear(HTTPS, 1);
    hear(WWW, 1);
    said.clear();

    hear(WWW, AliasClaim.LEFT);
    assertThat(said).containsExactly(WWW + " > nothing");
    hear(HTTPS, AliasClaim.LEFT);

    assertThat(said).containsExactly(WWW + " > nothing", HTTP + " > nothing");
    assertThat(group.members()).extracting(AliasMember::feedUrl).containsExactly(HTTP);
  }

  @Test
  void aGroupIsBoundedAndKeepsWhatIsProved() {
    hear(HTTP, 1);
    hear(HTTPS, 1);

    for (int i = 0; i < 1000; i++) {
      named("https://copy.example/" + i, HTTPS, 5 + i);
    }

    assertThat(group.members()).hasSize(AliasGroup.MAX_MEMBERS);
    assertThat(group.member(HTTP))
        .hasValueSatisfying(m -> assertThat(m.canonical()).isEqualTo(HTTPS));
    assertThat(group.member(HTTPS)).isPresent();
  }

  @Test
  void whateverIsHeardAnAliasIsOfAFeedThatIsNone() {
    long seed = Long.getLong("feedmesh.seed", System.nanoTime());
    Random random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      String feed =
          (random.nextBoolean() ? "http" : "https") + "://a.example/" + random.nextInt(20);
      String name = "https://a.example/" + random.nextInt(20);
      named(feed, name, random.nextInt(6));

      AliasGroup now = group;
      for (AliasMember member : now.members()) {
        assertThat(member.isAlias())
            .as("%s after %d, seed %d", member, i, seed)
            .isEqualTo(
                member.isAlias()
                    && now.member(member.canonical())
                        .filter(feedOf -> !feedOf.isAlias())
                        .isPresent());
      }
    }
    assertThat(said).isNotEmpty();
  }

  @Test
  void aGroupComesBackAsItWasKept() {
    hear(HTTP, 1);
    hear(HTTPS, 1);
    hear(HTTP, 2);

    byte[] bytes = AliasGroup.SERDE.serializer().serialize("t", group);

    assertThat(AliasGroup.SERDE.deserializer().deserialize("t", bytes)).isEqualTo(group);
  }

  private void hear(String feedUrl, long fingerprint) {
    named(feedUrl, feedUrl, fingerprint);
  }

  private void named(String feedUrl, String name, long fingerprint) {
    AliasRule.Outcome outcome =
        AliasRule.heard(group, new AliasClaim(feedUrl, "blog.example/feed", name, fingerprint));
    group = outcome.group();
    outcome
        .changed()
        .forEach(m -> said.add(m.feedUrl() + " > " + (m.isAlias() ? m.canonical() : "nothing")));
  }
}
