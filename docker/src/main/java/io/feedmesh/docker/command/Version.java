package io.feedmesh.docker.command;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The release, as the build wrote it into a resource. */
public final class Version implements IVersionProvider {
  private static final String RESOURCE = "/io/feedmesh/docker/version.properties";

  @Override
  public String[] getVersion() throws IOException {
    try (InputStream in = Version.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IOException("the resource " + RESOURCE + " is missing: build again");
      }
      Properties properties = new Properties();
      properties.load(in);
      return new String[] {"feedmesh " + properties.getProperty("version")};
    }
  }
}
