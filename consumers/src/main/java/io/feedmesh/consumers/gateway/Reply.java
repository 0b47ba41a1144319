package io.feedmesh.consumers.gateway;

import io.feedmesh.consumers.readership.Reader;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpFields;

/** A request of a reader, and its answer in the making. Not for several threads at once. */
interface Reply {
  /** What the reader says about the answer it wants. */
  Wanted wanted();

  /** Whether it wants the header only. */
  boolean head();

  /** Who asks. */
  Reader reader();

  /** Header fields of the answer. */
  HttpFields.Mutable fields();

  /** Answers without a body, by the nature of the status. */
  void send(int status);

  /** Answers with a body of known length, which is neither needed nor sent for HEAD. */
  void send(int status, ByteBuffer body, long length);
}
