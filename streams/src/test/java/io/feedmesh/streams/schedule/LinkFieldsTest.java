package io.feedmesh.streams.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinkFieldsTest {
  private static final String BASE = "https://blog.example/dir/feed";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<https://hub.example/>; rel=\"hub\" | https://hub.example/",
        "<https://hub.example/>;rel=hub | https://hub.example/",
        "<https://hub.example/>; REL = \"HUB\" | https://hub.example/",
        "<https://hub.example/>; rel=\"self hub\" | https://hub.example/",
        "<https://hub.example/>; title=\"a, b; c\"; rel=hub | https://hub.example/",
        "<https://a.example/>; rel=self, <https://hub.example/a,b>; rel=hub"
            + " | https://hub.example/a,b",
        "</hub>; rel=hub | https://blog.example/hub",
        "<hub>; rel=hub | https://blog.example/dir/hub",
        "<https://hub.example/>; rel=hubs |",
        "<https://hub.example/>; rel=self; rel=hub |",
        "<https://hub.example/>; title=\"; rel=hub\" |",
        "<https://hub.example/ |",
        "https://hub.example/; rel=hub |",
        "<https://hub example/>; rel=hub |"
      })
  void findsTheTargetsOfARelation(String field, String target) {
    assertThat(LinkFields.targets(List.of(field), "hub", BASE))
        .isEqualTo(target == null ? List.of() : List.of(target));
  }

  @Test
  void readsFieldsInTheirOrderAndPassesOverHugeOnes() {
    String huge = "<https://x.example/>; rel=hub; title=\"" + "x".repeat(10_000) + '"';

    assertThat(
            LinkFields.targets(
                List.of("<https://a.example/>; rel=hub", huge, "<https://b.example/>; rel=hub"),
                "hub",
                BASE))
        .containsExactly("https://a.example/", "https://b.example/");
  }

  @Test
  void hostileFieldsComeToAnEnd() {
    for (String part : List.of("<", "<>;", "\"", ",", "<a>;\"", ";rel=", "<a>; rel=\"", " ")) {
      String field = part.repeat(8000 / part.length());

      assertThat(LinkFields.targets(List.of(field), "hub", BASE)).as(part).isNotNull();
    }
  }
}
