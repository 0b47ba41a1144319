package io.feedmesh.docker.command;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Bytes such as {@code 512}, {@code 64KB}, {@code 64MB} or {@code 2GB}, by 1,024 each. */
public final class SizeConverter implements ITypeConverter<Long> {
  private static final Pattern SIZE = Pattern.compile("(\\d{1,18})([KMGT]?)B?");

  @Override
  public Long convert(String text) {
    Matcher size = SIZE.matcher(text.strip().toUpperCase(Locale.ROOT));
    if (size.matches()) {
      int bits = size.group(2).isEmpty() ? 0 : 10 * ("KMGT".indexOf(size.group(2)) + 1);
      long count = Long.parseLong(size.group(1));
      if (count <= (Long.MAX_VALUE >> bits)) {
        return count << bits;
      }
    }
    throw new TypeConversionException(
        "expected a size such as 512, 64KB, 64MB or 2GB, found '" + text + "'");
  }
}
