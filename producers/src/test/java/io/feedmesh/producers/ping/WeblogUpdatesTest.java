package io.feedmesh.producers.ping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.feedmesh.producers.intake.Said;
import java.util.List;
import org.junit.jupiter.api.Test;

class WeblogUpdatesTest {
  @Test
  void aPingHasNameAndUrlAndWhateverElseIsNotRead() throws BadCallException {
    assertThat(said("weblogUpdates.ping", "N", "U", "changes", "category"))
        .isEqualTo(new Said("N", "U", null));
  }

  @Test
  void anExtendedPingHasTheFeedInFourthPlaceOrAsTheLastOfThree() throws BadCallException {
    assertThat(said("weblogUpdates.extendedPing", "N", "U", "C", "F", "a|b"))
        .isEqualTo(new Said("N", "U", "F"));
    assertThat(said("weblogUpdates.extendedPing", "N", "U", "F"))
        .isEqualTo(new Said("N", "U", "F"));
    assertThat(said("weblogUpdates.extendedPing", "N", "U", "C", ""))
        .isEqualTo(new Said("N", "U", "C"));
    assertThat(said("weblogUpdates.extendedPing", "N", "U")).isEqualTo(new Said("N", "U", null));
  }

  @Test
  void otherMethodsAndTooFewParametersAreFaults() {
    assertThatThrownBy(() -> said("system.listMethods"))
        .isInstanceOfSatisfying(
            BadCallException.class,
            e -> assertThat(e.code()).isEqualTo(BadCallException.NO_METHOD));
    assertThatThrownBy(() -> said("weblogUpdates.ping", "N"))
        .isInstanceOfSatisfying(
            BadCallException.class,
            e -> assertThat(e.code()).isEqualTo(BadCallException.BAD_PARAMETERS));
  }

  private static Said said(String method, String... parameters) throws BadCallException {
    return WeblogUpdates.said(new XmlRpcCall(method, List.of(parameters)));
  }
}
