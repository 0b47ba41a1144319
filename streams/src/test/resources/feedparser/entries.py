"""Reads paths of documents, one a line with its address and Content-Type (tabs between); prints for each a line of JSON with the entries as Python's feedparser has them."""

import calendar
import io
import json
import sys

import feedparser


def seconds(parsed):
    try:
        return calendar.timegm(parsed) if parsed else None
    except (ValueError, OverflowError, TypeError):
        return None


def entry(found):
    return {
        "id": found.get("id"),
        "link": found.get("link"),
        "title": found.get("title"),
        "published": seconds(found.get("published_parsed")),
        "updated": seconds(dict.get(found, "updated_parsed")),
    }


for line in sys.stdin:
    path, address, content_type = line.rstrip("\n").split("\t")
    headers = {"content-location": address}
    if content_type:
        headers["content-type"] = content_type
    with open(path, "rb") as document:
        content = document.read()
    try:
        entries = [entry(e) for e in feedparser.parse(io.BytesIO(content), response_headers=headers, sanitize_html=False).entries]
    except Exception as e:  # it throws for some documents: then it accepts nothing
        print(json.dumps({"failure": repr(e)}), flush=True)
    else:
        print(json.dumps({"entries": entries}), flush=True)
