package io.feedmesh.docker.command.feeds;

/** Words about feeds. */
final class FeedWords {
  private FeedWords() {}

  static String count(int feeds) {
    return feeds == 1 ? "1 feed" : feeds + " feeds";
  }

  static String searches(int searches) {
    return searches == 1 ? "1 query over all feeds" : searches + " queries over all feeds";
  }
}
