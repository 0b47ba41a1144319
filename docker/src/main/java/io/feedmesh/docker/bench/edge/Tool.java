package io.feedmesh.docker.bench.edge;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A program of others that the benchmark needs. */
enum Tool {
  /** The server that ours is held against. */
  NGINX("nginx"),
  /** Makes the load. */
  WRK("wrk"),
  /** The same for HTTP/2. */
  H2LOAD("nghttp2-client");

  private static final String[] ALSO = {"/usr/sbin", "/usr/local/sbin"}; // not on a user's PATH

  private final String debianPackage;

  Tool(String debianPackage) {
    this.debianPackage = debianPackage;
  }

  /** Where it is. */
  Optional<Path> find() {
    String program = toString();
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Stream.concat(
            Arrays.stream(path.split(Pattern.quote(File.pathSeparator))), Arrays.stream(ALSO))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** The program, as the first word of a command. */
  String program() {
    return find().orElseThrow(() -> new IllegalStateException(missing())).toString();
  }

  /** What to tell who does not have it. */
  String missing() {
    return this + " was not found: apt-get install --no-install-recommends " + debianPackage;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
