package io.feedmesh.streams.parse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.feedmesh.schemas.record.Entry;
import io.feedmesh.schemas.record.RejectReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a parse takes is bounded by the size of the document, whatever is in it, not by a clock. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class BoundedWorkTest {
  private static final int RELATIVE_LINKS = 400_000;
  private static final FeedParser PATIENT = new FeedParser(patient());

  @Test
  void readsEachOfManyDeclarationsOnce() {
    String document = "<?xml >".repeat(2_000_000) + Parsing.rss("<item><title>a</title></item>");

    assertThat(parsed(document)).extracting(Entry::getTitle).containsExactly("a");
  }

  @Test
  void aLongBaseIsNoneSoThatLinksDoNotGrowByIt() {
    String base = "http://a.example/" + "b".repeat(500_000) + "/";
    String items = "<item><link>x</link></item>".repeat(5_000);

    List<Entry> entries =
        parsed("<rss xml:base='" + base + "'><channel>" + items + "</channel></rss>");

    assertThat(entries).extracting(Entry::getLink).containsOnly("https://blog.example/x");
  }

  @Test
  void basesWithinEachOtherGrowToABound() {
    String open = ("<x xml:base='" + "b".repeat(1_900) + "/'>").repeat(50);
    String enclosures = "<enclosure url='x'/>".repeat(1_000);

    List<Entry> entries =
        parsed("<rss>" + open + "<item>" + enclosures + "</item>" + "</x>".repeat(50) + "</rss>");

    assertThat(entries.get(0).getEnclosures().get(0).getUrl().length()).isLessThan(2_100);
  }

  @Test
  void refusesLinksThatGrowPastABoundInAll() {
    String url = "https://blog.example/" + "d".repeat(1_900) + "/feed";
    String item = "<item>" + "<enclosure url='x'/>".repeat(90) + "</item>";
    String rss = Parsing.rss(item.repeat(RELATIVE_LINKS / 90));
    String attachment = "{\"url\":\"x\"},";
    String json =
        "{\"version\":\"https://jsonfeed.org/version/1\",\"items\":["
            + ("{\"attachments\":[" + attachment.repeat(90) + "]},").repeat(RELATIVE_LINKS / 180)
            + "]}";

    assertThat(refused(rss, url)).isEqualTo(RejectReason.TOO_LARGE);
    assertThat(refused(json, url)).isEqualTo(RejectReason.TOO_LARGE);
  }

  @Test
  void aLinkThatLeadsNowhereStaysAsItIs() {
    String link = "a" + " b".repeat(4_000_000);

    assertThat(parsed(Parsing.rss("<item><link>" + link + "</link></item>")))
        .extracting(Entry::getLink)
        .containsExactly(link);
  }

  @Test
  void entriesWithinEachOtherEachHaveTheirOwnTextOnly() {
    String open = "<item><description><b/>".repeat(90);
    String close = "</description></item>".repeat(90);

    List<Entry> entries = parsed(Parsing.rss(open + "x".repeat(1_000_000) + close));

    assertThat(entries).hasSize(90);
    assertThat(entries.stream().mapToInt(e -> e.getSummary().length()).sum())
        .isBetween(1_000_000, 1_010_000);
  }

  @Test
  void readsAsManyEntriesAsWereLeftOpen() {
    String item = "<item xml:base='sub/'><title>t</title><link>x</link>";

    List<Entry> entries = parsed("<rss><channel>" + item.repeat(5_000));

    assertThat(entries).hasSize(5_000);
    assertThat(entries).extracting(Entry::getTitle).containsOnly("t");
  }

  @Test
  void refusesEndTagsThatEndNothing() {
    assertThat(refused("<rss>" + "<a>".repeat(190) + "</b>".repeat(3_000_000), Parsing.URL))
        .isEqualTo(RejectReason.TOO_LARGE);
  }

  @Test
  void entriesGetNoMoreFromTheirFeedThanNamesAreLong() {
    String author = "<author><name>" + "n".repeat(1_000_000) + "</name></author>";

    List<Entry> entries = parsed(Parsing.atom(author + "<entry/>".repeat(1_000)));

    assertThat(entries).hasSize(1_000);
    assertThat(entries.get(0).getAuthors()).singleElement().asString().hasSizeLessThan(1_000);
  }

  @Test
  void refusesMoreNamesThanThereAre() {
    assertThat(refused(names(0, 12_000), Parsing.URL)).isEqualTo(RejectReason.TOO_LARGE);
  }

  /** The JDK's parser remembers every name, for as long as it lives. */
  @Test
  void keepsNothingOfWhatItHasRead() {
    parsed(names(0, 9_000));
    long before = used();

    for (int i = 1; i <= 100; i++) {
      parsed(names(i, 9_000));
    }

    assertThat(used() - before).isLessThan(30L << 20);
  }

  private static String names(int prefix, int count) {
    StringBuilder elements = new StringBuilder("<item>");
    for (int i = 0; i < count; i++) {
      elements.append("<n").append(prefix).append('.').append(i).append("/>");
    }
    return Parsing.rss(elements + "</item>");
  }

  private static long used() {
    List<Long> tries = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      System.gc();
      tries.add(Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory());
    }
    return tries.stream().mapToLong(used -> used).min().orElseThrow();
  }

  private static List<Entry> parsed(String document) {
    ParseOutcome outcome = parse(document, Parsing.URL);
    assertThat(outcome).isInstanceOf(ParseOutcome.Parsed.class);
    return ((ParseOutcome.Parsed) outcome).entries();
  }

  private static RejectReason refused(String document, String url) {
    ParseOutcome outcome = parse(document, url);
    assertThat(outcome).isInstanceOf(ParseOutcome.Refused.class);
    return ((ParseOutcome.Refused) outcome).reason();
  }

  private static ParseOutcome parse(String document, String url) {
    return PATIENT.parse(new ParseRequest(document.getBytes(UTF_8), url, null));
  }

  /** So that nothing here ends because of its clock. */
  private static ParseBounds patient() {
    ParseBounds d = ParseBounds.DEFAULT;
    return new ParseBounds(
        d.documentBytes(),
        d.depth(),
        d.entries(),
        d.attributes(),
        d.attributeLength(),
        d.nameLength(),
        Duration.ofMinutes(10));
  }
}
