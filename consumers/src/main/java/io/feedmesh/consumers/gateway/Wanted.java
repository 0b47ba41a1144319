package io.feedmesh.consumers.gateway;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;

/**
 * What a reader's header fields say about the answer it wants. Immutable.
 *
 * @param gzip whether it takes the document as gzip
 * @param preconditions what must hold
 * @param range the part it wants, or null
 * @param ifRange what must hold for the part to be of use to it, or null
 * @param manipulations what may stand for the document
 * @param common whether it has neither credentials nor been through another proxy
 * @param userAgent as sent; empty for none
 */
record Wanted(
    boolean gzip,
    Preconditions preconditions,
    String range,
    String ifRange,
    Manipulations manipulations,
    boolean common,
    String userAgent) {
  private static final String A_IM = "A-IM";
  private static final int LONG_FIELD = 128;

  /** Clients of all kinds send a few dozen different ones in all. */
  private static final Slots<String, Boolean> GZIP =
      new Slots<>(256, field -> EncodingRule.gzip(List.of(field)));

  /** Reads the fields once, and keeps nothing of those that are not there. */
  static Wanted of(HttpFields fields) {
    Fields found = new Fields();
    for (HttpField field : fields) {
      if (field.getValue() != null) {
        found.take(field);
      }
    }
    return found.wanted();
  }

  /** Whether the reader would take a document with only what it lacks. */
  boolean delta() {
    return manipulations.feed() && range == null;
  }

  private static final class Fields {
    private List<String> acceptEncoding = List.of();
    private List<String> ifMatch = List.of();
    private List<String> ifNoneMatch = List.of();
    private String ifUnmodifiedSince;
    private String ifModifiedSince;
    private String range;
    private String ifRange;
    private List<String> manipulations = List.of();
    private boolean common = true;
    private String userAgent = "";

    void take(HttpField field) {
      String value = field.getValue();
      HttpHeader header = field.getHeader();
      if (header == null) {
        if (field.getName().equalsIgnoreCase(A_IM)) {
          manipulations = and(manipulations, value);
        }
        return;
      }
      switch (header) {
        case ACCEPT_ENCODING -> acceptEncoding = and(acceptEncoding, value);
        case IF_MATCH -> ifMatch = and(ifMatch, value);
        case IF_NONE_MATCH -> ifNoneMatch = and(ifNoneMatch, value);
        case IF_UNMODIFIED_SINCE -> ifUnmodifiedSince = once(ifUnmodifiedSince, value);
        case IF_MODIFIED_SINCE -> ifModifiedSince = once(ifModifiedSince, value);
        case RANGE -> range = once(range, value);
        case IF_RANGE -> ifRange = once(ifRange, value);
        case AUTHORIZATION, COOKIE, VIA -> common = false;
        case USER_AGENT -> userAgent = userAgent.isEmpty() ? value : userAgent;
        default -> {} // says nothing about this
      }
    }

    /**
     * Its library asks for deltas, it takes each for an error, and would never get on; it is known
     * by the library's name, or by its own.
     */
    private boolean maybeRss2email() {
      return userAgent.startsWith("feedparser/") || userAgent.startsWith("rss2email/");
    }

    Wanted wanted() {
      boolean none =
          ifMatch.isEmpty()
              && ifNoneMatch.isEmpty()
              && ifUnmodifiedSince == null
              && ifModifiedSince == null;
      return new Wanted(
          takesGzip(),
          none
              ? Preconditions.NONE
              : new Preconditions(ifMatch, ifUnmodifiedSince, ifNoneMatch, ifModifiedSince),
          range,
          ifRange,
          manipulations.isEmpty() || maybeRss2email()
              ? Manipulations.NONE
              : Manipulations.of(manipulations),
          common,
          userAgent);
    }

    private boolean takesGzip() {
      if (acceptEncoding.size() == 1 && acceptEncoding.get(0).length() <= LONG_FIELD) {
        return GZIP.get(acceptEncoding.get(0), acceptEncoding.get(0).hashCode());
      }
      return !acceptEncoding.isEmpty() && EncodingRule.gzip(acceptEncoding);
    }

    private static List<String> and(List<String> before, String value) {
      if (before.isEmpty()) {
        return List.of(value);
      }
      List<String> both = new ArrayList<>(before);
      both.add(value);
      return both;
    }

    /** A field that may come once and came twice has the value of both (RFC 9110, section 5.3). */
    private static String once(String before, String value) {
      return before == null ? value : before + ", " + value;
    }
  }
}
