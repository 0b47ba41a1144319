package io.feedmesh.docker.image;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Enumeration;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Takes the native libraries of other platforms out of the distribution's jars: an image is for one
 * platform, Linux with glibc, and RocksDB's jar alone has libraries for fourteen. No thread-safety.
 */
public final class Natives {
  private static final Pattern LIBRARY =
      Pattern.compile(".*\\.(so|dll|a|dylib|jnilib)", Pattern.CASE_INSENSITIVE);

  /** What to keep, by the architecture as Java names it. */
  private static final Map<String, Pattern> OURS =
      Map.of(
          "amd64", ours("linux64", "amd64|x86_64"),
          "aarch64", ours("linux-aarch64", "aarch64"));

  private Natives() {}

  /**
   * Trims the jars of a folder for the platform that this runs on.
   *
   * @param args the folder
   * @throws IOException if a jar cannot be read or written
   */
  public static void main(String... args) throws IOException {
    trim(Path.of(args[0]), System.getProperty("os.arch"));
  }

  /** Does nothing for an architecture that it does not know. */
  static void trim(Path folder, String architecture) throws IOException {
    Pattern ours = OURS.get(architecture);
    if (ours == null) {
      return;
    }
    try (DirectoryStream<Path> jars = Files.newDirectoryStream(folder, "*.jar")) {
      for (Path jar : jars) {
        trimJar(jar, ours);
      }
    }
  }

  private static void trimJar(Path jar, Pattern ours) throws IOException {
    Path trimmed = jar.resolveSibling(jar.getFileName() + ".new");
    boolean foreign;
    try (ZipFile in = new ZipFile(jar.toFile())) {
      foreign = in.stream().anyMatch(entry -> isForeign(entry.getName(), ours));
      if (foreign) {
        write(in, trimmed, ours);
      }
    }
    if (foreign) {
      Files.move(trimmed, jar, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static void write(ZipFile in, Path to, Pattern ours) throws IOException {
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(to))) {
      Enumeration<? extends ZipEntry> entries = in.entries();
      while (entries.hasMoreElements()) {
        ZipEntry entry = entries.nextElement();
        if (!isForeign(entry.getName(), ours)) {
          ZipEntry copy = new ZipEntry(entry.getName());
          copy.setTime(entry.getTime());
          out.putNextEntry(copy);
          in.getInputStream(entry).transferTo(out);
          out.closeEntry();
        }
      }
    }
  }

  private static boolean isForeign(String name, Pattern ours) {
    return LIBRARY.matcher(name).matches()
        && !ours.matcher(name.toLowerCase(Locale.ROOT)).matches();
  }

  /** In RocksDB's jar the platform is in the file's name, in others in its folder's. */
  private static Pattern ours(String rocksDb, String folder) {
    return Pattern.compile("librocksdbjni-" + rocksDb + "\\.so|(.*/)?linux/(" + folder + ")/[^/]*");
  }
}
