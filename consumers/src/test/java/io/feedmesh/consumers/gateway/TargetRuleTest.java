package io.feedmesh.consumers.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.feedmesh.consumers.gateway.TargetRule.Target;
import io.feedmesh.schemas.url.FeedUrl;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetRuleTest {
  @ParameterizedTest
  @CsvSource({
    "/https/example.org/feed.xml, https://example.org/feed.xml",
    "/http/example.org:8080/a?b=c, http://example.org:8080/a?b=c",
    "/https/example.org, https://example.org/",
    "/https/EXAMPLE.org:443/%7ea/../b, https://example.org/b",
    "/https/example.org//a//, https://example.org//a//",
    "/https/example.org/a%2Fb;c, https://example.org/a%2Fb;c",
    "/https/example.org/../../etc/passwd, https://example.org/etc/passwd",
    "/https/example.org/%2e%2e/%2e%2e/x, https://example.org/x",
    "/http/[::1]:81/a, http://[::1]:81/a",
  })
  void namesAFeed(String target, String url) {
    assertThat(TargetRule.originForm(target)).isEqualTo(new Target.Feed(FeedUrl.parse(url)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "", "/feed", "/ftp/example.org/a", "/HTTPS/example.org/a", "/https"})
  void isNotTheGateways(String target) {
    assertThat(TargetRule.originForm(target)).isEqualTo(new Target.Unknown());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/https/",
        "/https//etc/passwd",
        "/https/../../etc/passwd",
        "/https/user:secret@example.org/",
        "/http/exa mple/",
        "/http/example.org:99999/",
        "/http/example.org/%00",
      })
  void isBad(String target) {
    assertThat(TargetRule.originForm(target)).isInstanceOf(Target.Bad.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ftp://example.org/", "ws://example.org/", "http:///a", "http://a:b@c/"})
  void aProxyTakesOnlyHttp(String target) {
    assertThat(TargetRule.absoluteForm(target)).isInstanceOf(Target.Bad.class);
  }
}
