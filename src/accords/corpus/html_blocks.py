"""The text nodes of an HTML page, gathered into blocks as a browser shows them: paragraphs, items, rows, headings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from accords.corpus.canonical import INVISIBLE

CELL_JOINT = "; "
INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark nobr q rp rt ruby s samp small "
    "span strike strong sub sup time tt u var wbr".split()
)
HIDDEN = frozenset(
    "script style noscript template svg math iframe object embed audio video canvas select textarea button input "
    "datalist map area base link meta dialog".split()
)
HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
CELLS = frozenset({"td", "th"})
FLOW_TAGS = frozenset("html body main article".split())  # Their classes speak of the whole page ("has-sidebar").
BOILERPLATE_TAGS = frozenset("nav footer aside menu".split())
BOILERPLATE_ROLES = frozenset("navigation banner contentinfo search complementary menu dialog alert".split())
BOILERPLATE_NAMES = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|menu|breadcrumbs?|share|sharing|social|related|promo|newsletter|subscribe|advert|ads?|cookies?|"
    r"comments?|footer|sidebar|pagination|toolbar|skip)(?:$|[\s_-])",
    re.IGNORECASE,
)
UNSEEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
TOKEN = re.compile(rf"(?P<unseen>[{INVISIBLE}]+)|(?P<space>\s+)|(?P<word>[^\s{INVISIBLE}]+)")
XML_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters of one text node, from an offset on; `xpath` is empty for a joint that the page does not have."""

    text: str
    xpath: str
    offset: int


@dataclass(slots=True)
class Block:
    """One paragraph as shown. `ancestors` number its elements from the root, the one that holds it last."""

    ancestors: tuple[int, ...]
    heading: int = 0
    head: bool = False
    boilerplate: bool = False
    pieces: list[Piece] = field(default_factory=list)
    linked: int = 0

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)

    @property
    def link_share(self) -> float:
        return self.linked / max(1, len(self.text))

    def part(self, start: int, end: int) -> Block:
        """The block with characters start..end of its text only."""
        cut, at = [], 0
        for piece in self.pieces:
            low, high = max(start - at, 0), min(end - at, len(piece.text))
            if low < high:
                cut.append(Piece(piece.text[low:high], piece.xpath, piece.offset + low))
            at += len(piece.text)
        return Block(self.ancestors, self.heading, self.head, self.boilerplate, cut, min(self.linked, end - start))

    def add(self, node: str, xpath: str, *, linked: bool) -> None:
        """Add a text node's characters, runs of space as one space."""
        for match in TOKEN.finditer(node):
            if match.lastgroup == "unseen":
                continue
            text = " " if match.lastgroup == "space" else match[0]
            if text == " " and (not self.pieces or self.pieces[-1].text.endswith(" ")):
                continue
            self.linked += len(text) if linked else 0
            last = self.pieces[-1] if self.pieces else None
            if last and last.xpath == xpath and last.offset + len(last.text) == match.start():
                self.pieces[-1] = Piece(last.text + text, xpath, last.offset)
            else:
                self.pieces.append(Piece(text, xpath, match.start()))

    def join(self, joint: str) -> None:
        """Set what follows apart, if anything stands here yet."""
        if self.finish():
            self.pieces.append(Piece(joint, "", 0))

    def finish(self) -> bool:
        """Take the space and joints off the end; whether anything is left."""
        while self.pieces:
            last = self.pieces[-1]
            if last.xpath and (text := last.text.rstrip()):
                self.pieces[-1] = Piece(text, last.xpath, last.offset)
                return True
            self.pieces.pop()
        return False


def parse(markup: str) -> Any:
    """The page's root element, None where there is nothing to parse."""
    from lxml import etree, html

    # libxml2 ends a document at a NUL, and refuses a text that declares the encoding it once had in bytes.
    source = XML_DECLARATION.sub("", markup, count=1).replace("\0", " ").encode("utf-8", "replace")
    try:
        return html.document_fromstring(source, parser=html.HTMLParser(encoding="utf-8", huge_tree=True))
    except (etree.LxmlError, ValueError, AssertionError):
        return None


NOTE_MARK = re.compile(r"\s*[\[(]?\d{1,3}[\])]?\s*")
"""What a raised number is, a footnote's mark: it is no part of the words before it ("2016<sup>1</sup>")."""


@dataclass(slots=True)
class _Place:
    """An element on the way down, and what holds for all that it contains."""

    xpath: str
    ancestors: tuple[int, ...] = ()
    heading: int = 0
    head: bool = False
    boilerplate: bool = False
    linked: bool = False
    texts: int = 0
    children: int = 0

    def below(self, element: Any, number: int) -> _Place:
        self.children += 1
        tag = element.tag
        return _Place(
            xpath=f"{self.xpath}/*[{self.children}]",
            ancestors=(*self.ancestors, number),
            heading=int(tag[1]) if tag in HEADINGS else self.heading,
            head=self.head or tag == "head",
            boilerplate=self.boilerplate or _is_boilerplate(element),
            linked=self.linked or tag == "a",
        )

    def block(self) -> Block:
        return Block(self.ancestors, self.heading, self.head, self.boilerplate)


def blocks(root: Any) -> Iterator[Block]:
    """The blocks of a page in its order, hidden elements left out, those outside the article's flow marked."""
    from lxml import etree

    places = [_Place("")]
    current = places[-1].block()
    walk = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    for number, (event, element) in enumerate(walk):
        text = element.text if event == "start" else element.tail
        hidden = event == "start" and _is_hidden(element)
        if event == "start":
            places.append(places[-1].below(element, number))
        elif event == "end":
            places.pop()
        if event in ("start", "end") and not hidden:
            if element.tag in CELLS:
                current.join(CELL_JOINT)
            elif element.tag == "br" and places[-1].heading:
                current.join(" ")
            elif element.tag not in INLINE:
                if current.finish():
                    yield current
                current = places[-1].block()
        if hidden:
            walk.skip_subtree()
        elif text and (event == "start" or element is not root):
            _add(current, places[-1], text)
    if current.finish():
        yield current


def _add(current: Block, place: _Place, text: str | None) -> None:
    if text:
        place.texts += 1
        current.add(text, f"{place.xpath}/text()[{place.texts}]", linked=place.linked)


def _is_hidden(element: Any) -> bool:
    return (
        element.tag in HIDDEN
        or element.get("hidden") is not None
        or element.get("aria-hidden") == "true"
        or bool(UNSEEN.search(element.get("style") or ""))
        or (element.tag == "sup" and bool(NOTE_MARK.fullmatch("".join(element.itertext()))))
    )


def _is_boilerplate(element: Any) -> bool:
    if element.tag in FLOW_TAGS:
        return False
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    return (
        element.tag in BOILERPLATE_TAGS
        or element.get("role") in BOILERPLATE_ROLES
        or bool(BOILERPLATE_NAMES.search(names))
    )
