package io.feedmesh.docker.command;

import io.feedmesh.schemas.url.BadFeedUrlException;
import io.feedmesh.schemas.url.FeedUrl;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Feed addresses as people type them: {@code example.org/feed} is taken as https. */
public final class FeedUrlConverter implements ITypeConverter<FeedUrl> {
  private static final Pattern BARE_HOST =
      Pattern.compile("(localhost|\\[[0-9a-fA-F:.]+]|[^\\s/?#:@]+\\.[^\\s/?#:@]+)([:/?#].*)?");

  @Override
  public FeedUrl convert(String text) {
    try {
      return parse(text);
    } catch (BadFeedUrlException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }

  /**
   * The address that the text stands for.
   *
   * @throws BadFeedUrlException if it stands for none
   */
  public static FeedUrl parse(String text) {
    String typed = text.strip();
    return FeedUrl.parse(BARE_HOST.matcher(typed).matches() ? "https://" + typed : typed);
  }
}
