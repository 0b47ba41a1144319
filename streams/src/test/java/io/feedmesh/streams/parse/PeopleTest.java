package io.feedmesh.streams.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeopleTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<author>Ann</author> | Ann",
        "<author>ann@blog.example</author> | ann@blog.example",
        "<author>ann@blog.example (Ann Onym)</author> | Ann Onym",
        "<author>ann@blog.example ( Ann )</author> | Ann",
        "<author>ann@blog.example ()</author> | ann@blog.example ()",
        "<author>ann@blog.example (Ann</author> | ann@blog.example (Ann",
        "<author>Ann (editor)</author> | Ann (editor)",
        "<author>(Ann) ann@blog.example</author> | (Ann) ann@blog.example",
        "<author>  Ann   Onym </author> | Ann Onym",
        "<author>&lt;a href='/'&gt;Ann&lt;/a&gt;</author> | Ann",
        "<author>Ann &amp;amp; Bob</author> | Ann & Bob",
        "<author><name>Ann</name><email>a@b.example</email></author> | Ann",
        "<author><email>a@b.example</email></author> | a@b.example",
        "<author><name> </name><email>a@b.example</email></author> | a@b.example",
        "<dc:creator>Ann</dc:creator> | Ann",
        "<atom:author><atom:name>Ann</atom:name></atom:author> | Ann",
        "<itunes:author>Ann</itunes:author> | Ann",
        "<author>Ann</author><itunes:author>Bob</itunes:author> | Ann",
        "<author> </author><itunes:author>Bob</itunes:author> | Bob"
      })
  void readsAName(String xml, String name) {
    assertThat(people(xml)).containsExactly(name);
  }

  @Test
  void readsAllInTheOrderOfTheDocumentAndNobodyTwice() {
    assertThat(
            people(
                "<dc:creator>Bob</dc:creator><author>Ann</author><dc:creator>Ann</dc:creator>"
                    + "<author><name>Cid</name></author>"))
        .containsExactly("Bob", "Ann", "Cid");
  }

  @Test
  void nobodyIsNobody() {
    assertThat(people("<author/><dc:creator> </dc:creator><author><uri>/x</uri></author>"))
        .isEmpty();
    assertThat(people("<title>x</title>")).isEmpty();
  }

  @Test
  void readsAtMostFifty() {
    StringBuilder crowd = new StringBuilder();
    for (int i = 0; i < 100; i++) {
      crowd.append("<author>a").append(i).append("</author>");
    }

    assertThat(people(crowd.toString())).hasSize(50).startsWith("a0").endsWith("a49");
  }

  private static List<String> people(String xml) {
    return People.of(
        Xml.element(
            "<item xmlns:dc='http://purl.org/dc/elements/1.1/'"
                + " xmlns:atom='http://www.w3.org/2005/Atom'"
                + " xmlns:itunes='http://www.itunes.com/dtds/podcast-1.0.dtd'>"
                + xml
                + "</item>"));
  }
}
