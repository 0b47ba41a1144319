package io.feedmesh.docker.command.feeds;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeedListTest {
  @TempDir Path folder;

  private static FeedList read(String... arguments) {
    return FeedList.read(List.of(arguments), InputStream.nullInputStream());
  }

  private static FeedList input(String text) {
    return FeedList.read(List.of("-"), new ByteArrayInputStream(text.getBytes(UTF_8)));
  }

  @Test
  void mixesAddressesAndFilesAndTakesEachFeedOnce() throws IOException {
    Path opml = folder.resolve("mine");
    Files.writeString(
        opml,
        "<opml><outline xmlUrl='HTTPS://A.example:443/'/><outline xmlUrl='b.example'/></opml>");
    assertThat(read("a.example", opml.toString(), "http://c.example/x").urls())
        .extracting(Object::toString)
        .containsExactly("https://a.example/", "https://b.example/", "http://c.example/x");
  }

  @Test
  void listsWhatIsRefusedAndTakesTheRest() {
    FeedList feeds = read("nonsense", "a.example", "ftp://b.example/");
    assertThat(feeds.urls()).hasSize(1);
    assertThat(feeds.refused()).hasSize(2).allMatch(text -> text.startsWith("not a feed URL"));
  }

  @Test
  void namesAMissingFile() {
    assertThatThrownBy(() -> read("no-such.opml"))
        .hasMessageContaining("no such file: no-such.opml");
    assertThatThrownBy(() -> read("feeds.xml")).hasMessageContaining("no such file: feeds.xml");
  }

  @Test
  void refusesAFolder() {
    assertThatThrownBy(() -> read(folder.toString())).hasMessageContaining("not a file: " + folder);
  }

  @Test
  void namesAFileThatIsNoOpml() throws IOException {
    Path file = Files.writeString(folder.resolve("page.opml"), "<html/>");
    assertThatThrownBy(() -> read(file.toString()))
        .hasMessage(file + " is no OPML file: its root is <html>");
  }

  @Test
  void refusesAFileOfMoreThanTenMegabytes() throws IOException {
    Path file = Files.write(folder.resolve("big.opml"), new byte[FeedList.MAX_BYTES + 1]);
    assertThatThrownBy(() -> read(file.toString())).hasMessageContaining("larger than 10 MB");
  }

  @Test
  void takesOpmlOnStandardInput() {
    assertThat(input("\uFEFF <opml><outline xmlUrl='a.example'/></opml>").refused()).isEmpty();
    assertThat(input("<?xml version='1.0'?><opml><outline xmlUrl='a.example'/></opml>").urls())
        .hasSize(1);
  }

  @Test
  void takesAddressesLineByLineOnStandardInput() {
    assertThat(input("# mine\n a.example \r\n\nb.example/x\n").urls())
        .extracting(Object::toString)
        .containsExactly("https://a.example/", "https://b.example/x");
  }
}
