package io.feedmesh.consumers.spool;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How much direct memory bodies may take. Java has a limit of its own, beyond which requests would
 * fail; below it network and answers under way need some, and bodies that have left the cache,
 * until the collector frees them.
 */
final class BodyMemory {
  private static final Logger LOG = LoggerFactory.getLogger(BodyMemory.class);

  private BodyMemory() {}

  /** What this process can keep of so many bytes that are wanted. */
  static long of(long wanted) {
    long limit = limit();
    long most = within(wanted, limit);
    if (most < wanted) {
      LOG.warn(
          "keeps {} bytes of bodies in memory, not {}: this process may have {} of direct memory,"
              + " which -XX:MaxDirectMemorySize (FEEDMESH_JAVA_OPTS) sets",
          most,
          wanted,
          limit);
    }
    return most;
  }

  static long within(long wanted, long limit) {
    return Math.min(wanted, limit - limit / 4);
  }

  /** Bytes of direct memory that this process may have. */
  static long limit() {
    HotSpotDiagnosticMXBean vm = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
    long set = Long.parseLong(vm.getVMOption("MaxDirectMemorySize").getValue());
    return set > 0 ? set : Runtime.getRuntime().maxMemory(); // as Java has it by default
  }
}
