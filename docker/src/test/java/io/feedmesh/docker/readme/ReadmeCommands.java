package io.feedmesh.docker.readme;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the README tells people to type: in its blocks of code, and between its lines. */
final class ReadmeCommands {
  private static final Pattern BLOCK = Pattern.compile("(?m)^ {4}((?:\\./feedmesh|curl) .*)$");
  private static final Pattern INLINE = Pattern.compile("`((?:\\./feedmesh|curl) [^`]+)`");

  private ReadmeCommands() {}

  /** Each once, without the comment behind it, blanks folded. */
  static Set<String> read() throws IOException {
    String readme = Files.readString(Path.of("..", "README.md"));
    Set<String> found = new LinkedHashSet<>();
    for (Pattern pattern : new Pattern[] {BLOCK, INLINE}) {
      Matcher command = pattern.matcher(readme);
      while (command.find()) {
        found.add(command.group(1).replaceFirst("\\s+#.*", "").strip().replaceAll(" +", " "));
      }
    }
    return found;
  }
}
