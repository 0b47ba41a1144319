package io.feedmesh.schemas.origin;

import java.io.IOException;

/** All addresses of a host are refused by the {@link AddressPolicy}. */
final class AddressRefusedException extends IOException {
  private static final long serialVersionUID = 1L;

  AddressRefusedException(String message) {
    super(message);
  }
}
