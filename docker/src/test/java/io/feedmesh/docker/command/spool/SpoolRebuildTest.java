package io.feedmesh.docker.command.spool;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.feedmesh.consumers.spool.Spool;
import io.feedmesh.consumers.spool.SpoolConfig;
import io.feedmesh.docker.command.Cli.Result;
import io.feedmesh.docker.command.Shell;
import io.feedmesh.schemas.body.Bodies;
import io.feedmesh.schemas.kafka.RecordSender;
import io.feedmesh.schemas.record.Document;
import io.feedmesh.schemas.record.FeedFormat;
import io.feedmesh.schemas.record.FeedMetadata;
import io.feedmesh.schemas.record.OriginResponse;
import io.feedmesh.schemas.record.ParseStage;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolRebuildTest {
  private final Shell shell = Shell.withTopics();
  @TempDir Path spool;

  private void view(String subscriber, String url, String text) {
    try (RecordSender sender = shell.kafka().sender("test")) {
      Document document = text == null ? null : document(url, text.getBytes(UTF_8));
      sender.send(shell.kafka().topics().documentViews, subscriber + " " + url, document).join();
    }
  }

  private static Document document(String url, byte[] body) {
    return Document.newBuilder()
        .setFeedUrl(url)
        .setVersion(1)
        .setBody(Bodies.gzip(body))
        .setSize(body.length)
        .setContentHash(Bodies.hash(body))
        .setOrigin(OriginResponse.newBuilder().setUrl(url).build())
        .setFeed(FeedMetadata.newBuilder().setFormat(FeedFormat.RSS_20).build())
        .setEntries(1)
        .setStage(ParseStage.STRICT)
        .setFetchedAt(Instant.EPOCH)
        .setAcceptedAt(Instant.EPOCH)
        .build();
  }

  private Result rebuild(String... more) {
    String[] args = new String[more.length + 4];
    System.arraycopy(new String[] {"spool", "rebuild", "--spool", spool.toString()}, 0, args, 0, 4);
    System.arraycopy(more, 0, args, 4, more.length);
    return shell.run(args);
  }

  @Test
  void fillsAFolderWithAnEdgesViewsAndRemovesWhatTheyDoNotHave() {
    view("edge1", "https://example.org/old", "old");
    assertThat(rebuild("--name", "edge1").exit()).isZero();
    view("edge1", "https://example.org/old", null);
    view("edge1", "https://example.org/new", "new");
    view("edge2", "https://example.org/of-another", "other");

    Result result = rebuild("--name", "edge1");

    assertThat(result.exit()).isZero();
    assertThat(result.out()).startsWith(spool + ": 1 feeds, ");
    assertThat(result.err()).contains("read ", " records, 1 feeds");
    assertThat(shell.run("spool", "ls", "--spool", spool.toString()).out())
        .isEqualTo("https://example.org/new\n");
  }

  @Test
  void aNameWithoutViewsEmptiesNoSpoolUnlessToldTo() {
    view("edge1", "https://example.org/feed", "feed");
    assertThat(rebuild("--name", "edge1").exit()).isZero();

    Result mistyped = rebuild("--name", "edge11");

    assertThat(mistyped.exit()).isEqualTo(1);
    assertThat(mistyped.err()).contains("for edge11: name the edge with --name");
    assertThat(shell.run("spool", "ls", "--spool", spool.toString()).out()).isNotEmpty();
    assertThat(rebuild("--name", "edge11", "--allow-empty").exit()).isZero();
    assertThat(shell.run("spool", "ls", "--spool", spool.toString()).out()).isEmpty();
  }

  @Test
  void refusesTheFolderOfAnEdgeThatRuns() throws Exception {
    try (Spool edge = Spool.open(SpoolConfig.in(spool), new SimpleMeterRegistry())) {
      assertThat(edge.feeds()).isEmpty();
      assertThat(rebuild().err()).contains("in use by another edge");
    }
  }
}
