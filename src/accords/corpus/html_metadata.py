"""What an HTML page says of itself: meta elements, JSON-LD, <time>; then what trafilatura and htmldate make of it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from accords.corpus.canonical import clean
from accords.corpus.metadata import Metadata, parse_date

# Names of <meta name|property|itemprop=…>, in order of trust: Open Graph, schema.org, Dublin Core, Highwire, Parsely.
PUBLISHED = (
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "parsely-pub-date",
    "citation_publication_date",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.date",
    "dc.date",
    "sailthru.date",
    "publish-date",
    "publish_date",
    "pubdate",
    "publication_date",
    "date",
)
TITLE = ("og:title", "citation_title", "dc.title", "dcterms.title", "twitter:title")
SITE = ("og:site_name", "application-name", "dc.publisher", "publisher")
AUTHOR = ("author", "article:author", "dc.creator", "parsely-author", "citation_author")
TIMES = (
    "//*[@itemprop='datePublished']/@datetime",
    "//*[@itemprop='datePublished']/@content",
    "//time[@pubdate]/@datetime",
    "//article//time/@datetime",
    "//header//time/@datetime",
)
SEPARATOR = re.compile(r"\s+[|–—·•«»-]\s+")
URL = re.compile(r"https?://", re.IGNORECASE)


def page_metadata(root: Any, markup: str) -> Metadata:
    """The page's metadata. A date that only htmldate finds is noted as such, since it may be that of something else."""
    metas = _metas(root)
    linked = list(_linked_data(root))
    fallback = _trafilatura(markup)
    day, notes = _published(root, metas, linked, markup)
    site = _first(metas, SITE) or _linked_text(linked, "publisher") or fallback.publisher
    title = _first(metas, TITLE) or _linked_text(linked, "headline") or fallback.title
    author = _first(metas, AUTHOR) or _linked_text(linked, "author") or fallback.author
    canonical = root.xpath("string(//link[@rel='canonical']/@href)") or metas.get("og:url", "") or fallback.source
    return Metadata(
        published=day,
        title=_without_site(clean(title), clean(site)),
        source=canonical if URL.match(canonical) else "",
        # The lang attribute is often that of a template; the text itself tells better.
        publisher=clean(site),
        author="" if URL.match(author) else clean(author),
        notes=notes,
    )


def _published(
    root: Any, metas: Mapping[str, str], linked: list[Mapping[str, Any]], markup: str
) -> tuple[date | None, tuple[str, ...]]:
    stated = [metas[name] for name in PUBLISHED if name in metas]
    stated += [str(item["datePublished"]) for item in linked if item.get("datePublished")]
    for path in TIMES:
        stated += [str(value) for value in root.xpath(path)]
    stated += [str(value) for value in root.xpath("//time/@datetime")][:1]
    if day := next((day for text in stated if (day := parse_date(text))), None):
        return day, ()
    if guess := _htmldate(markup):
        return guess, ("published: guessed from the page by htmldate",)
    return None, ()


def _metas(root: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in root.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        if content := (element.get("content") or "").strip():
            found.setdefault(name.strip().casefold(), content)
    return found


def _first(metas: Mapping[str, str], names: tuple[str, ...]) -> str:
    return next((metas[name] for name in names if name in metas), "")


def _linked_data(root: Any) -> Iterator[Mapping[str, Any]]:
    """Every object of the page's JSON-LD, at whatever depth."""
    waiting: list[Any] = []
    for script in root.xpath("//script[@type='application/ld+json']/text()"):
        try:
            waiting.append(json.loads(script))
        except (ValueError, RecursionError):
            continue
    while waiting:
        item = waiting.pop(0)
        if isinstance(item, Mapping):
            yield item
            waiting.extend(item.values())
        elif isinstance(item, list):
            waiting.extend(item)


def _linked_text(linked: list[Mapping[str, Any]], key: str) -> str:
    for item in linked:
        value = item.get(key)
        value = value[0] if isinstance(value, list) and value else value
        value = value.get("name") if isinstance(value, Mapping) else value
        if isinstance(value, str) and value.strip():
            return value
    return ""


def _without_site(title: str, site: str) -> str:
    """The title without the site's name behind it.

    >>> _without_site("Talks held | Ministry", "Ministry")
    'Talks held'
    """
    *parts, last = SEPARATOR.split(title)
    named = bool(parts and site) and last.casefold() == site.casefold()
    return title[: title.rindex(last)].rstrip(" |–—·•«»-") if named else title


def _trafilatura(markup: str) -> Metadata:
    import trafilatura

    try:
        found = trafilatura.extract_metadata(markup, extensive=False)
    except Exception:  # noqa: BLE001 - a page it stumbles over simply has no more metadata
        return Metadata()
    return Metadata(
        title=getattr(found, "title", None) or "",
        source=getattr(found, "url", None) or "",
        publisher=getattr(found, "sitename", None) or "",
        author=getattr(found, "author", None) or "",
    )


def _htmldate(markup: str) -> date | None:
    from htmldate import find_date

    try:
        return parse_date(find_date(markup, extensive_search=False, original_date=True) or "")
    except Exception:  # noqa: BLE001 - as above
        return None
