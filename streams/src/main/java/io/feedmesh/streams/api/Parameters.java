package io.feedmesh.streams.api;

import io.feedmesh.schemas.topic.SubscriberBounds;
import io.feedmesh.schemas.url.BadFeedUrlException;
import io.feedmesh.schemas.url.FeedUrl;
import java.util.Set;
import org.eclipse.jetty.util.Fields;

/** The parameters of a request; what is wrong with one is answered by 400. For one request. */
final class Parameters {
  private final Fields fields;

  /** Only those names may be there. */
  Parameters(Fields fields, Set<String> known) {
    for (String name : fields.getNames()) {
      if (!known.contains(name)) {
        throw new ApiException(
            400, "no parameter '" + name + "': expected one of " + String.join(", ", known));
      }
    }
    this.fields = fields;
  }

  /** The value, or null. */
  String text(String name) {
    return fields.getValue(name);
  }

  /** Whether it is there, and not {@code false}. */
  boolean flag(String name) {
    String value = text(name);
    return value != null && !value.equals("false");
  }

  /** A number from 1 to the most. */
  int number(String name, int fallback, int most) {
    String value = text(name);
    if (value == null) {
      return fallback;
    }
    if (value.matches("[0-9]{1,9}")) {
      int number = Integer.parseInt(value);
      if (number >= 1 && number <= most) {
        return number;
      }
    }
    throw new ApiException(400, name + ": expected 1 to " + most + ", found '" + value + "'");
  }

  /** A feed's canonical URL, which has to be there. */
  String feed(String name) {
    String value = text(name);
    if (value == null) {
      throw new ApiException(400, "expected the parameter " + name + " with the URL of a feed");
    }
    return feedUrl(value);
  }

  static String feedUrl(String text) {
    try {
      return FeedUrl.parse(text).toString();
    } catch (BadFeedUrlException e) {
      throw new ApiException(400, e.getMessage());
    }
  }

  static String subscriber(String name) {
    try {
      return SubscriberBounds.checkedName(name);
    } catch (IllegalArgumentException e) {
      throw new ApiException(400, e.getMessage());
    }
  }
}
