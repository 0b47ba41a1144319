package io.feedmesh.consumers.delta;

import io.feedmesh.consumers.delta.Items.Item;
import io.feedmesh.consumers.delta.Items.Reference;
import io.feedmesh.schemas.body.Bodies;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the items of RSS 2.0 and its kin ({@code rss/channel/item}), RSS 1.0 ({@code RDF/item}) and
 * Atom ({@code feed/entry}) in one pass over the bytes. All tags must match; where anything is odd,
 * there are no items, which is always a safe thing to say.
 */
final class ItemScan {
  private static final int MAX_DEPTH = 256;
  private static final int MAX_ITEMS = 20_000;
  private static final int DECLARATION = 200;
  private static final Pattern ENCODING =
      Pattern.compile("^\\s*<\\?xml[^>]*?encoding\\s*=\\s*[\"']([^\"']*)[\"']");

  /** Encodings in which no character but {@code <} has its byte. */
  private static final Pattern PLAIN =
      Pattern.compile("utf-?8|us-ascii|iso-8859-\\d+|windows-125\\d|koi8-[ru]|euc-(jp|kr)");

  /** The shape of a document, by its root. */
  private enum Shape {
    RSS,
    RDF,
    ATOM,
    OTHER
  }

  private final byte[] document;
  private final XmlTags tags;
  private final List<String> path = new ArrayList<>();
  private final List<Item> items = new ArrayList<>();
  private final List<Reference> references = new ArrayList<>();
  private Shape shape = Shape.OTHER;
  private String channelPrefix = "";
  private int found = -1; // where the item or reference begins that the scan is in
  private int depth; // of that
  private int roots;

  private ItemScan(byte[] document) {
    this.document = document;
    this.tags = new XmlTags(document);
  }

  static Items of(byte[] document) {
    return readable(document) ? new ItemScan(document).scan() : Items.NONE;
  }

  private static boolean readable(byte[] document) {
    for (byte b : document) {
      if (b == 0 || b == 0x1b) { // wide characters, or those that shift between sets
        return false;
      }
    }
    int length = Math.min(DECLARATION, document.length);
    String beginning = new String(document, 0, length, StandardCharsets.ISO_8859_1);
    Matcher declared = ENCODING.matcher(beginning.replaceFirst("^\u00ef\u00bb\u00bf", ""));
    return !declared.find() || PLAIN.matcher(declared.group(1).toLowerCase(Locale.ROOT)).matches();
  }

  private Items scan() {
    while (true) {
      boolean sure =
          switch (tags.next()) {
            case START -> open() && path.size() <= MAX_DEPTH;
            case EMPTY -> open() && close(path.get(path.size() - 1));
            case END -> !path.isEmpty() && close(name());
            case DONE, UNCERTAIN -> false;
          };
      if (!sure) {
        return result();
      }
    }
  }

  private Items result() {
    boolean whole = tags.start() < 0 && path.isEmpty() && roots == 1;
    return whole && shape != Shape.OTHER && items.size() <= MAX_ITEMS
        ? new Items(List.copyOf(items), List.copyOf(references), shape == Shape.RDF)
        : Items.NONE;
  }

  private String name() {
    int start = tags.nameStart();
    return new String(document, start, tags.nameEnd() - start, StandardCharsets.ISO_8859_1);
  }

  private boolean open() {
    String name = name();
    path.add(name);
    if (path.size() == 1) {
      roots++;
      shape = shape(local(name));
    } else if (path.size() == 2 && local(name).equals("channel")) {
      channelPrefix = prefix(name);
    }
    if (found < 0 && (isItem() || isReference())) {
      found = tags.start();
      depth = path.size();
    }
    return true;
  }

  private boolean close(String name) {
    if (!path.get(path.size() - 1).equals(name)) {
      return false;
    }
    if (found >= 0 && path.size() == depth) {
      if (isItem()) {
        items.add(item(found, tags.end()));
      } else {
        String resource = XmlAttribute.of(document, found, "resource");
        references.add(new Reference(found, tags.end(), resource));
      }
      found = -1;
    }
    path.remove(path.size() - 1);
    return true;
  }

  private Item item(int start, int end) {
    byte[] bytes = Arrays.copyOfRange(document, start, end);
    String about = shape == Shape.RDF ? XmlAttribute.of(document, start, "about") : null;
    return new Item(start, end, ByteBuffer.wrap(Bodies.hash(bytes).bytes()).getLong(), about);
  }

  private boolean isItem() {
    String name = path.get(path.size() - 1);
    return switch (shape) {
      case RSS -> path.size() == 3 && path.get(1).equals("channel") && name.equals("item");
      case RDF -> path.size() == 2 && name.equals(channelPrefix + "item");
      case ATOM -> path.size() == 2 && name.equals(prefix(path.get(0)) + "entry");
      case OTHER -> false;
    };
  }

  private boolean isReference() {
    return shape == Shape.RDF
        && path.size() == 5
        && local(path.get(4)).equals("li")
        && local(path.get(2)).equals("items");
  }

  private static Shape shape(String root) {
    return switch (root) {
      case "rss" -> Shape.RSS;
      case "RDF" -> Shape.RDF;
      case "feed" -> Shape.ATOM;
      default -> Shape.OTHER;
    };
  }

  private static String local(String name) {
    return name.substring(name.indexOf(':') + 1);
  }

  private static String prefix(String name) {
    return name.substring(0, name.indexOf(':') + 1);
  }
}
