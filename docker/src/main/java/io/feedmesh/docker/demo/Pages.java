package io.feedmesh.docker.demo;

import java.util.Collection;

/** The publishers' HTML pages; whatever comes from outside is escaped. */
final class Pages {
  private static final String STYLE =
      "body{font:1.05rem/1.55 Georgia,serif;max-width:38rem;margin:2rem auto;padding:0 1rem;"
          + "color:#222;background:#fdfcf8}a{color:#245}small{color:#555}"
          + "@media(prefers-color-scheme:dark){body{color:#ddd;background:#191919}a{color:#9bd}"
          + "small{color:#aaa}}";

  private Pages() {}

  /** Every feed there is. */
  static String index(Collection<? extends Publication> publications) {
    StringBuilder body = new StringBuilder("<h1>Simulated publishers</h1>\n<ul>\n");
    for (Publication publication : publications) {
      body.append("<li>").append(link(publication.homePath(), publication.name()));
      if (!publication.homePath().equals(publication.path())) {
        body.append(" · ").append(link(publication.path(), "feed"));
      }
      body.append("</li>\n");
    }
    return page("Simulated publishers", "", body.append("</ul>").toString());
  }

  /** A blog's page. */
  static String blog(BlogFeed feed) {
    Blog blog = feed.blog();
    StringBuilder body = new StringBuilder("<h1>" + Html.escape(blog.name()) + "</h1>\n");
    body.append("<p>").append(Html.escape(blog.tagline())).append(" · ");
    body.append(link(feed.url(), "feed")).append("</p>\n<ul>\n");
    for (Post post : feed.posts()) {
      body.append("<li>").append(link(feed.url(post), post.title())).append("</li>\n");
    }
    String alternate =
        "<link rel=\"alternate\" type=\""
            + Html.escape(blog.format().contentType().replaceAll(";.*", ""))
            + "\" href=\""
            + Html.escape(feed.url())
            + "\">\n";
    return page(blog.name(), alternate, body.append("</ul>").toString());
  }

  /** The page of a post; its content is HTML already. */
  static String post(Blog blog, Post post) {
    String body =
        "<p>%s</p>\n<article>\n<h1>%s</h1>\n%s\n<p><small>%s · %s · <time>%s</time></small></p>\n</article>"
            .formatted(
                link("./", blog.name()),
                Html.escape(post.title()),
                post.html(),
                Html.escape(blog.author()),
                Html.escape(post.category()),
                post.date());
    return page(post.title() + " – " + blog.name(), "", body);
  }

  private static String page(String title, String head, String body) {
    return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
        + "<meta name=\"viewport\" content=\"width=device-width\">\n<title>"
        + Html.escape(title)
        + "</title>\n"
        + head
        + "<style>"
        + STYLE
        + "</style>\n</head>\n<body>\n"
        + body
        + "\n</body>\n</html>\n";
  }

  private static String link(String href, String text) {
    return "<a href=\"" + Html.escape(href) + "\">" + Html.escape(text) + "</a>";
  }
}
