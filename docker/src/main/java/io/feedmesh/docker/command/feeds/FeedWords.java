package io.feedmesh.docker.command.feeds;

/** Words about feeds. */
final class FeedWords {
  private FeedWords() {}

  static String count(int feeds) {
    return feeds == 1 ? "1 feed" : feeds + " feeds";
  }
}
