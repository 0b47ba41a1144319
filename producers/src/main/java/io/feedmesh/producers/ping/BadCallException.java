package io.feedmesh.producers.ping;

/** A request that cannot be understood, with the fault code that says so. */
final class BadCallException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Codes as most XML-RPC servers give them. */
  static final int NOT_WELL_FORMED = -32700;

  static final int NO_CALL = -32600;
  static final int NO_METHOD = -32601;
  static final int BAD_PARAMETERS = -32602;

  private final int code;

  BadCallException(int code, String message) {
    super(message);
    this.code = code;
  }

  int code() {
    return code;
  }
}
