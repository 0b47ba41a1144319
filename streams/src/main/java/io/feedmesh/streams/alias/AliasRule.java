package io.feedmesh.streams.alias;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * When two addresses are one feed's: they may be by what they say of themselves or where they lead
 * (which puts them into one group), and the latest documents found at both have the same entries.
 * Of two the feed is the one that the documents name, else the one with https, else the shorter. An
 * alias stands for itself again when three of its documents in a row were never seen at the feed.
 * Pure.
 */
final class AliasRule {
  static final int MAX_STRIKES = 3;

  private final Map<String, AliasMember> members = new LinkedHashMap<>();

  private AliasRule(AliasGroup group) {
    group.members().forEach(this::put);
  }

  /**
   * What follows from a claim.
   *
   * @param group as it is now
   * @param changed those that are an alias of another feed than before, or of none any more
   */
  record Outcome(AliasGroup group, List<AliasMember> changed) {}

  static Outcome heard(AliasGroup group, AliasClaim claim) {
    return new AliasRule(group).heard(claim, group);
  }

  private Outcome heard(AliasClaim claim, AliasGroup before) {
    AliasMember known = members.remove(claim.feedUrl());
    if (claim.fingerprint() == AliasClaim.LEFT) {
      orphan(claim.feedUrl());
    } else if (known != null || makeRoom()) {
      AliasMember member = known == null ? AliasMember.unknown(claim.feedUrl()) : known;
      put(member.saw(claim.named(), claim.fingerprint()));
      compare(claim.feedUrl(), claim.fingerprint());
      join(claim.feedUrl(), claim.fingerprint());
    }
    AliasGroup after = new AliasGroup(latestFirst(claim.feedUrl()));
    return new Outcome(after, changed(before, after, known));
  }

  /** Holds an alias against its feed, and a feed against its aliases. */
  private void compare(String feedUrl, long fingerprint) {
    AliasMember heard = members.get(feedUrl);
    if (heard.isAlias()) {
      AliasMember feed = members.get(heard.canonical());
      int strikes = feed != null && feed.showed(fingerprint) ? 0 : heard.strikes() + 1;
      put(strikes < MAX_STRIKES ? heard.struck(strikes) : heard.of(null));
    }
    for (AliasMember alias : List.copyOf(members.values())) {
      if (feedUrl.equals(alias.canonical()) && alias.showed(fingerprint)) {
        put(alias.struck(0));
      }
    }
  }

  private void join(String feedUrl, long fingerprint) {
    for (AliasMember other : List.copyOf(members.values())) {
      if (!other.feedUrl().equals(feedUrl) && other.shows(fingerprint)) {
        AliasMember one = feedOf(members.get(feedUrl));
        AliasMember another = feedOf(members.get(other.feedUrl()));
        if (!one.feedUrl().equals(another.feedUrl())) {
          boolean first = preference().compare(one, another) <= 0;
          becomes(first ? another : one, first ? one : another);
        }
      }
    }
  }

  private AliasMember feedOf(AliasMember member) {
    return member.isAlias() ? members.getOrDefault(member.canonical(), member) : member;
  }

  private void becomes(AliasMember alias, AliasMember feed) {
    for (AliasMember member : List.copyOf(members.values())) {
      if (member.feedUrl().equals(alias.feedUrl()) || alias.feedUrl().equals(member.canonical())) {
        put(member.of(feed.feedUrl()));
      }
    }
  }

  private Comparator<AliasMember> preference() {
    return Comparator.comparing((AliasMember member) -> !isNamed(member.feedUrl()))
        .thenComparing(member -> !member.feedUrl().startsWith("https:"))
        .thenComparing(member -> member.feedUrl().length())
        .thenComparing(AliasMember::feedUrl);
  }

  /** By its own document or another's, and not by all of them: http and https may both be. */
  private boolean isNamed(String feedUrl) {
    return members.values().stream().anyMatch(member -> member.named().equals(feedUrl));
  }

  private void orphan(String feedUrl) {
    for (AliasMember member : List.copyOf(members.values())) {
      if (feedUrl.equals(member.canonical())) {
        put(member.of(null));
      }
    }
  }

  /** The one unheard of for longest gives way, but none that has to do with an alias. */
  private boolean makeRoom() {
    if (members.size() < AliasGroup.MAX_MEMBERS) {
      return true;
    }
    Optional<AliasMember> oldest =
        members.values().stream()
            .filter(member -> !member.isAlias() && !isFeed(member.feedUrl()))
            .reduce((newer, older) -> older);
    oldest.ifPresent(member -> members.remove(member.feedUrl()));
    return oldest.isPresent();
  }

  private boolean isFeed(String feedUrl) {
    return members.values().stream().anyMatch(member -> feedUrl.equals(member.canonical()));
  }

  private List<AliasMember> latestFirst(String feedUrl) {
    List<AliasMember> all = new ArrayList<>(members.values());
    all.sort(Comparator.comparing(member -> !member.feedUrl().equals(feedUrl)));
    return all;
  }

  private static List<AliasMember> changed(AliasGroup before, AliasGroup after, AliasMember known) {
    List<AliasMember> changed = new ArrayList<>();
    for (AliasMember member : after.members()) {
      String feed = before.member(member.feedUrl()).map(AliasMember::canonical).orElse(null);
      if (!Objects.equals(feed, member.canonical())) {
        changed.add(member);
      }
    }
    boolean leftAsAlias =
        known != null && known.isAlias() && after.member(known.feedUrl()).isEmpty();
    if (leftAsAlias) {
      changed.add(known.of(null));
    }
    return changed;
  }

  private void put(AliasMember member) {
    members.put(member.feedUrl(), member);
  }
}
