package io.feedmesh.docker.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuorumTest {
  private static final String THREE = "1@a:9093,2@b:9094,3@c:9095";

  @Test
  void keepsThreeCopiesOfWhichOneMayBeAway() {
    Quorum quorum = Quorum.parse(2, THREE, null);

    assertThat(quorum.copies()).isEqualTo(3);
    assertThat(quorum.copiesInSync()).isEqualTo(2);
    assertThat(quorum.controllerPort()).isEqualTo(9094);
    assertThat(quorum.votersText()).isEqualTo(THREE);
  }

  @Test
  void allNodesOfAClusterComeToTheSameClusterId() {
    String first = Quorum.parse(1, THREE, null).clusterId();

    assertThat(Quorum.parse(3, "3@c:9095, 1@a:9093, 2@b:9094", null).clusterId()).isEqualTo(first);
    assertThat(Quorum.parse(1, "1@a:9093,2@b:9094", null).clusterId()).isNotEqualTo(first);
    assertThat(Quorum.parse(1, THREE, "4L6g3nShT-eMCtK--X86sw").clusterId())
        .isEqualTo("4L6g3nShT-eMCtK--X86sw");
  }

  @Test
  void aNodeAloneHasOneCopyAndAnIdOfItsOwn() {
    Quorum alone = Quorum.parse(1, "", null);

    assertThat(alone).isEqualTo(Quorum.ALONE);
    assertThat(alone.copies()).isEqualTo(1);
    assertThat(alone.copiesInSync()).isEqualTo(1);
    assertThat(alone.clusterId()).isNull();
  }

  @ParameterizedTest
  @CsvSource({"2, 2", "3, 3", "5, 3"})
  void moreThanThreeNodesStillKeepThreeCopies(int nodes, int copies) {
    StringBuilder voters = new StringBuilder("1@n1:9093");
    for (int node = 2; node <= nodes; node++) {
      voters.append(",").append(node).append("@n").append(node).append(":9093");
    }

    assertThat(Quorum.parse(1, voters.toString(), null).copies()).isEqualTo(copies);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a:9093", "1@a", "1@a:x", "1@a:70000", "0@a:9093", "1@a:9093,", "1@@a:1"})
  void refusesWhatAreNoVoters(String voters) {
    assertThatThrownBy(() -> Quorum.parse(1, voters, null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected ID@HOST:PORT");
  }

  @Test
  void refusesANodeThatIsNoVoterOneThatOccursTwiceAndAnIdThatIsNone() {
    assertThatThrownBy(() -> Quorum.parse(4, THREE, null)).hasMessageContaining("found 4");
    assertThatThrownBy(() -> Quorum.parse(1, "1@a:1,1@b:1", null)).hasMessageContaining("twice");
    assertThatThrownBy(() -> Quorum.parse(0, "", null)).hasMessageContaining("found 0");
    assertThatThrownBy(() -> Quorum.parse(1, "", "short")).hasMessageContaining("cluster id");
  }
}
