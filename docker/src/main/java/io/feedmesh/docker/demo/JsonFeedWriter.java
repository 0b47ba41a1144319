package io.feedmesh.docker.demo;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** JSON Feed 1.1. */
final class JsonFeedWriter {
  private static final JsonFactory FACTORY = new JsonFactory();

  private JsonFeedWriter() {}

  static String write(BlogFeed feed) {
    StringWriter text = new StringWriter(16 * 1024);
    try (JsonGenerator json = FACTORY.createGenerator(text).useDefaultPrettyPrinter()) {
      json.writeStartObject();
      json.writeStringField("version", "https://jsonfeed.org/version/1.1");
      json.writeStringField("title", feed.blog().name());
      json.writeStringField("description", feed.blog().tagline());
      json.writeStringField("home_page_url", feed.homeUrl());
      json.writeStringField("feed_url", feed.url());
      json.writeStringField("language", "en");
      authors(feed.blog(), json);
      json.writeArrayFieldStart("items");
      for (Post post : feed.posts()) {
        write(feed, post, json);
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing JSON to memory failed", e);
    }
    return text + "\n";
  }

  private static void write(BlogFeed feed, Post post, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("id", post.id());
    json.writeStringField("url", feed.url(post));
    json.writeStringField("title", post.title());
    json.writeStringField("summary", post.summary());
    json.writeStringField("content_html", post.html());
    json.writeStringField("date_published", post.date().toString());
    authors(feed.blog(), json);
    json.writeArrayFieldStart("tags");
    json.writeString(post.category());
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void authors(Blog blog, JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("authors");
    json.writeStartObject();
    json.writeStringField("name", blog.author());
    json.writeEndObject();
    json.writeEndArray();
  }
}
