"""A saved page → the words of its report. Nothing is fetched.

trafilatura finds the body of the article; before it, parts that are no report (captions, embedded posts, boxes with
other headlines) are taken out of the tree, after it its paragraphs are written without marks of lists or tables.
"""

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from counterclaim.text.metadata import alike, find_facts

_log = logging.getLogger(__name__)

_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_BLOCKS = frozenset(
    {
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "br",
        "caption",
        "cell",
        "cite",
        "comments",
        "dd",
        "div",
        "dl",
    }
    | {"doc", "dt", "fieldset", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "hr"}
    | {
        "html",
        "item",
        "li",
        "list",
        "main",
        "nav",
        "ol",
        "p",
        "post",
        "pre",
        "quote",
        "row",
        "section",
        "table",
        "tbody",
    }
    | {"td", "th", "tr", "ul"}
)
_NEVER_WORDS = ("script", "style", "noscript", "template", "textarea", "button", "select", "option", "svg", "iframe")
_FURNITURE = ("nav", "header", "footer", "form", "aside", "head", "time")
# Words in class and id by which pages of many makers name what is not the report itself. None is an outlet's own.
_NOT_REPORT = re.compile(
    r"(?:^|[\s_-])(?:fig)?(?:caption|captions|wp-caption-text|photo-?credits?|image-?credits?|gallery"
    r"|twitter-tweet|twitter-video|instagram-media|tiktok-embed|bluesky-embed|fb-post|reddit-embed-bq"
    r"|related|related-?(?:articles?|posts?|stories|content|links?|container)|recommended|recirc(?:ulation)?"
    r"|most-?popular|popular-?(?:articles|posts)|most-?read|read-?more|read-?next|more-?from|also-?read"
    r"|newsletter(?:-?signup)?|infobox|promo|regwall|paywall|comments?|disqus_thread"
    r"|share-?(?:bar|tools|buttons)|social-?share|badge|sr-only|screen-reader-text|visually-?hidden)(?:$|[\s_-])",
    re.IGNORECASE,
)
_MOST_OF_PAGE = 0.25
_POINTER = re.compile(
    r"(?:(?:read|see|watch|listen) (?:more|also|next|now)|also read|related(?: (?:articles?|stories))?"
    r"|more on this|recommended)\s*(?:[:|»].{0,200})?$|(?:image|photo|picture|credit)s?: .{2,60}$",
    re.IGNORECASE,
)
_BADGE = re.compile(
    r"(?:live|live updates?|breaking(?: news)?|exclusive|advertisement|share|comments?)[:!]?$", re.IGNORECASE
)
_WHITE = re.compile(r"[ \t\r\n\f\v]+")
_BOXES = ("div", "section", "article", "main", "td")
_LOOSE_LETTERS = 60
_FEW_LETTERS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What a page says; None where it does not say. Paragraphs of `text` are joined by blank lines."""

    text: str
    title: str | None
    outlet: str | None
    published: str | None
    url: str | None


def read_page(html: bytes | str, *, url: str | None) -> Page:
    """The report on a page. Bytes are taken as UTF-8. A page without words gives an empty text."""
    markup = html if isinstance(html, str) else html.decode("utf-8", "replace")
    tree = _parse(markup)
    if tree is None:
        return Page(text="", title=None, outlet=None, published=None, url=url)
    _take_out(tree)
    facts = find_facts(tree, url=url)
    _wrap_loose_words(tree)
    standfirst = _standfirst(tree, facts.summaries)
    paragraphs = _find_body(tree, url) or list(_paragraphs(_without_furniture(tree)))
    if standfirst and not any(alike(standfirst) in alike(words) for words in paragraphs):
        paragraphs.insert(0, standfirst)
    text = "\n\n".join(_only_report(paragraphs, facts.title))
    return Page(text=text, title=facts.title, outlet=facts.outlet, published=facts.published, url=facts.url)


def is_page(head: str) -> bool:
    """Whether a text begins as HTML does."""
    return bool(_BEGINS_PAGE.match(head[:4096]))


_BEGINS_PAGE = re.compile(
    r"\ufeff?\s*(?:<\?xml\b[^>]*>\s*|<!--.{0,2000}?-->\s*)*"
    r"<(?:!doctype\s+html|html|head|body|meta|title|main|article|section|div|p|h1|span|table)\b[^>]*>",
    re.IGNORECASE | re.DOTALL,
)


def _parse(markup: str) -> Any | None:
    """The tree of a page, None for one without any element."""
    from lxml import etree
    from lxml import html as lxml_html

    # As UTF-8 bytes with the encoding given: a declaration inside the page no longer holds for decoded text.
    data = _NOT_IN_XML.sub("", markup).encode("utf-8")
    try:
        return lxml_html.document_fromstring(data, parser=lxml_html.HTMLParser(encoding="utf-8", remove_comments=True))
    except (etree.ParserError, etree.XMLSyntaxError):
        return None


def _take_out(tree: Any) -> None:
    """Removes what is no report and makes paragraphs of the tags that stand after a block of quoted words."""
    from lxml import etree

    weigh = _n_paragraph_letters if _n_paragraph_letters(tree) >= _FEW_LETTERS else _n_letters
    most = _MOST_OF_PAGE * weigh(tree)
    for element in list(tree.iter(etree.Element)):
        tag = element.tag
        if tag == "cite" and element.getparent().tag in {*_BOXES, "blockquote", "body", "figure"}:
            element.tag = "p"
        elif element.getparent() is not None and _is_foreign(element) and weigh(element) <= most:
            element.drop_tree()


def _is_foreign(element: Any) -> bool:
    tag = element.tag
    if tag == "figcaption":
        return True
    if tag == "figure" and element.find(".//blockquote") is None and element.find(".//table") is None:
        return True
    classes = element.get("class") or ""
    if tag in {"html", "body", "main", "h1"} or (tag == "p" and "caption" not in classes):
        return False
    # The id of an article is its name in a data base and may hold any word.
    names = classes if tag == "article" else f"{classes} {element.get('id') or ''}"
    return bool(_NOT_REPORT.search(names))


def _wrap_loose_words(tree: Any) -> None:
    """Makes paragraphs of words that stand in a box without any: extraction would cut them at every link."""
    for box in list(tree.iter(*_BOXES)):
        loose = [box.text or "", *(child.tail or "" for child in box)]
        if sum(len(words.strip()) for words in loose) < _LOOSE_LETTERS:
            continue
        lead, box.text = box.text, None
        run: list[Any] = []
        for child in [*box, None]:
            if child is not None and child.tag not in _BLOCKS:
                run.append(child)
                continue
            if (lead or "").strip() or run:
                _insert_paragraph(box, child, lead, run)
            if child is not None:
                lead, child.tail, run = child.tail, None, []


def _insert_paragraph(box: Any, before: Any | None, lead: str | None, run: list[Any]) -> None:
    paragraph = box.makeelement("p")
    paragraph.text = lead
    if before is None:
        box.append(paragraph)
    else:
        before.addprevious(paragraph)
    paragraph.extend(run)


def _standfirst(tree: Any, summaries: tuple[str, ...]) -> str | None:
    """The sentences under the title, which extraction often loses: those that the page prints and gives as summary."""
    wanted = {alike(words) for words in summaries if len(words.split()) > 3}
    for element in tree.iter("p", "h2", "h3", "div", "span", "li"):
        if len(element) > 3 or not wanted:
            continue
        words = " ".join(str(element.text_content()).split())
        if alike(words) in wanted:
            return words
    return None


def _n_paragraph_letters(element: Any) -> int:
    return sum(len(p.text_content()) for p in element.iter("p"))


def _n_letters(element: Any) -> int:
    """For pages without paragraphs."""
    return sum(len(part.text or "") + len(part.tail or "") for part in element.iter() if part.tag not in _NEVER_WORDS)


def _find_body(tree: Any, url: str | None) -> list[str]:
    """The paragraphs that trafilatura takes for the article; none where it finds none or breaks on odd markup."""
    import trafilatura

    try:
        found = trafilatura.bare_extraction(
            tree, url=url, include_comments=False, include_tables=False, with_metadata=False
        )
    except Exception as error:  # foreign code over foreign markup: whatever breaks there must not end a run over many
        _log.debug("trafilatura broke: %r", error)
        return []
    if found is None or isinstance(found, dict) or found.body is None:
        return []
    return list(_paragraphs(found.body))


def _without_furniture(tree: Any) -> Any:
    from lxml import etree

    body = tree.find(".//body")
    root = tree if body is None else body
    most = _MOST_OF_PAGE * _n_letters(root)
    for element in list(root.iter(etree.Element)):
        worn = element.tag in _FURNITURE and _n_letters(element) <= most
        if (worn or element.tag in _NEVER_WORDS) and element.getparent() is not None:
            element.drop_tree()
    return root


def _paragraphs(root: Any) -> Iterator[str]:
    """The words of a tree, cut where blocks begin and end; white space as a browser shows it."""
    from lxml import etree

    words: list[str] = []

    def paragraph() -> Iterator[str]:
        text = "".join(words)
        words.clear()
        for part in re.split(r"\x00\s*\x00[\s\x00]*", text):
            lines = [_WHITE.sub(" ", line).strip(" ") for line in part.split("\x00")]
            shown = "\n".join(line for line in lines if line)
            if shown:
                yield shown

    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        whole = isinstance(element.tag, str)
        if whole and event == "start":
            if element.tag in {"br", "lb"}:
                words.append("\x00")
            elif element.tag in _BLOCKS:
                yield from paragraph()
            if element.text and element.tag not in _NEVER_WORDS:
                words.append(element.text)
        elif not whole or event == "end":
            if whole and element.tag in _BLOCKS and element.tag != "br":
                yield from paragraph()
            if element.tail and element is not root:
                words.append(element.tail)
    yield from paragraph()


def _only_report(paragraphs: list[str], title: str | None) -> Iterator[str]:
    for number, words in enumerate(paragraphs):
        if not any(sign.isalnum() for sign in words) or _BADGE.match(words) or _POINTER.match(words):
            continue
        if number < 4 and title and alike(words) == alike(title):
            continue
        yield words
