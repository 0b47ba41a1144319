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
 */
record Wanted(
    boolean gzip,
    Preconditions preconditions,
    String range,
    String ifRange,
    Manipulations manipulations) {
  private static final String A_IM = "A-IM";

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
        default -> {} // says nothing about this
      }
    }

    Wanted wanted() {
      boolean none =
          ifMatch.isEmpty()
              && ifNoneMatch.isEmpty()
              && ifUnmodifiedSince == null
              && ifModifiedSince == null;
      return new Wanted(
          !acceptEncoding.isEmpty() && EncodingRule.gzip(acceptEncoding),
          none
              ? Preconditions.NONE
              : new Preconditions(ifMatch, ifUnmodifiedSince, ifNoneMatch, ifModifiedSince),
          range,
          ifRange,
          manipulations.isEmpty() ? Manipulations.NONE : Manipulations.of(manipulations));
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
