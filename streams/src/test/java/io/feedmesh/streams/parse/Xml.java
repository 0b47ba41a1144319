package io.feedmesh.streams.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.jsoup.nodes.Element;

/** Elements as the strict stage builds them. */
final class Xml {
  private Xml() {}

  static Element element(String xml) {
    Element root = StrictXml.parse(xml, ParseBounds.DEFAULT, new Deadline(Duration.ofMinutes(1)));
    assertThat(root).as("well-formed: %s", xml).isNotNull();
    return root;
  }
}
