package io.feedmesh.streams.parse;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeedLinksTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<link>https://a.example/</link> | https://a.example/",
        "<link>/</link> | https://blog.example/",
        "<link>   /x </link> | https://blog.example/x",
        "<link href='/a'/> | https://blog.example/a",
        "<link rel='alternate' href='/a'/> | https://blog.example/a",
        "<link href='/a'/><link rel='Alternate' href='/b'/> | https://blog.example/b",
        "<link rel='self' href='/s'/><link href='/a'/> | https://blog.example/a",
        "<link/><link>/x</link> | https://blog.example/x",
        "<link rel='alternate'/><link rel='alternate' href='/b'/> | https://blog.example/b",
        "<atom:link rel='alternate' href='/a'/> | https://blog.example/a"
      })
  void findsThePage(String xml, String page) {
    assertThat(links(xml).page()).isEqualTo(page);
  }

  @Test
  void findsNoPageInOtherLinks() {
    FeedLinks links =
        links(
            "<link rel='self' href='/s'/><link rel='hub' href='/h'/><link rel='next' href='/n'/>");

    assertThat(links.page()).isNull();
    assertThat(links.self()).isEqualTo("https://blog.example/s");
    assertThat(links.hubs()).containsExactly("https://blog.example/h");
  }

  @Test
  void findsTheFeedItselfUnderEitherPrefix() {
    assertThat(links("<atom:link rel=' SELF ' href='https://a.example/feed'/>").self())
        .isEqualTo("https://a.example/feed");
    assertThat(links("<link rel='self'/>").self()).isNull();
    assertThat(links("<link>https://a.example/</link>").self()).isNull();
  }

  @Test
  void findsEveryHubOnceAndTenAtMost() {
    StringBuilder many = new StringBuilder();
    for (int i = 0; i < 30; i++) {
      many.append("<atom:link rel='hub' href='https://hub")
          .append(i / 2)
          .append(".example/'/><atom:link rel='hub'/>");
    }

    assertThat(links(many.toString()).hubs())
        .hasSize(10)
        .startsWith("https://hub0.example/", "https://hub1.example/")
        .endsWith("https://hub9.example/");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "domain='c.example' port='5337' path='/pleaseNotify' protocol='http-post'"
            + " | http://c.example:5337/pleaseNotify",
        "domain='C.example' port='80' path='/?rsscloud=notify' protocol='HTTP-POST'"
            + " | http://c.example/?rsscloud=notify",
        "domain='c.example' port='443' path='notify' protocol='https-post'"
            + " | https://c.example/notify",
        "domain='c.example' path='/n' protocol='http-post' | http://c.example/n",
        "domain='c.example' port='80' path='/RPC2' protocol='xml-rpc' |",
        "domain='c.example' port='80' path='/soap' protocol='soap' |",
        "domain='c.example' port='80' path='/x' |",
        "domain='c example' port='80' path='/x' protocol='http-post' |",
        "domain='c.example' port='99999' path='/x' protocol='http-post' |",
        "domain='u:p@c.example' port='80' path='/x' protocol='http-post' |",
        "port='80' path='/x' protocol='http-post' |"
      })
  void findsTheCloudThatIsAskedByHttp(String attributes, String cloud) {
    assertThat(links("<cloud registerProcedure='' " + attributes + "/>").cloud()).isEqualTo(cloud);
    assertThat(links("").cloud()).isNull();
  }

  @Test
  void basesReachTheLinksWithinThem() {
    FeedLinks links =
        links("<link xml:base='https://b.example/x/' href='y'/><link rel='self' href='z'/>");

    assertThat(links.page()).isEqualTo("https://b.example/x/y");
    assertThat(links.self()).isEqualTo("https://blog.example/z");
  }

  private static FeedLinks links(String xml) {
    return new FeedLinks(
        Xml.element("<channel xmlns:atom='http://www.w3.org/2005/Atom'>" + xml + "</channel>"),
        new Base("https://blog.example/feed.xml"));
  }
}
