package io.feedmesh.streams.parse;

import static org.assertj.core.api.Assertions.assertThat;

import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** XML Base, section 4. */
class BaseTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<a><b/></a> | https://blog.example/x",
        "<a xml:base='http://a.example/y/'><b/></a> | http://a.example/y/x",
        "<a xml:base='http://a.example/y/'><b xml:base='z/'/></a> | http://a.example/y/z/x",
        "<a xml:base='y/'><b/></a> | https://blog.example/y/x",
        "<a xml:base='/y/'><b xml:base='http://b.example/'/></a> | http://b.example/x",
        "<a xml:base=''><b xml:base=' '/></a> | https://blog.example/x",
        "<a xml:base='//cdn.example/'><b/></a> | https://cdn.example/x",
        "<a xml:base='http://a.example'><b/></a> | http://a.example/x"
      })
  void resolvesAgainstTheNearestBase(String xml, String expected) {
    Element inner = Xml.element(xml).firstElementChild();

    assertThat(new Base("https://blog.example/feed").resolve(inner, "x")).isEqualTo(expected);
  }

  @Test
  void leavesWebAddressesAloneWhateverTheBase() {
    Element element = Xml.element("<a xml:base='http://a.example/'/>");
    Base base = new Base("https://blog.example/feed");

    assertThat(base.resolve(element, "https://b.example/x")).isEqualTo("https://b.example/x");
    assertThat(base.resolve(element, null)).isNull();
    assertThat(base.resolve(null, "x")).isEqualTo("https://blog.example/x");
  }
}
