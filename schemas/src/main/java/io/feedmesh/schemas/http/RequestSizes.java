package io.feedmesh.schemas.http;

/**
 * How large a request may be. Immutable.
 *
 * @param target most characters of its target; more is answered with 414
 * @param header most bytes of its whole header; more is answered with 431
 * @param body most bytes of its body; more is answered with 413
 */
public record RequestSizes(int target, int header, long body) {
  /** 8 KiB, 16 KiB, and bodies that the handlers bound themselves. */
  public static final RequestSizes DEFAULT = new RequestSizes(8 << 10, 16 << 10, Long.MAX_VALUE);

  /** Checks. */
  public RequestSizes {
    if (target < 1 || header < 256 || body < 0) {
      throw new IllegalArgumentException(
          "bytes of a request: expected at least 1 of the target, 256 of the header, 0 of the body,"
              + " found "
              + target
              + ", "
              + header
              + ", "
              + body);
    }
  }

  /** The same with other bodies. */
  public RequestSizes bodies(long most) {
    return new RequestSizes(target, header, most);
  }
}
