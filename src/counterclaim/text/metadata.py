"""What a page says about itself: title, outlet, day, address.

A page names its title up to five times: printed above the text, for search, for sharing, in its structured data and
in the window's bar. The printed one is taken, unless all the others agree on another wording. The outlet's name behind
a title is cut off only where the page itself shows that it is the outlet's name.
"""

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any
from urllib.parse import urlsplit

from counterclaim.text.days import day_at_start, days_apart

_ALIKE = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‐": "-", "‑": "-", "…": "..."})
_TAIL = re.compile(r"^(.*\S)\s+(?:[|*·•»«›]|::|[-–—])\s+(\S.*)$", re.DOTALL)
_HEAD = re.compile(r"^(\S[^|]{1,40}?)\s*(?:[|»]|::)\s+(\S.*)$", re.DOTALL)
_ARTICLE = re.compile(r"(?:Article|Report|BlogPosting|ClaimReview)$")
_DAY_IN_URL = re.compile(r"/(\d{4})[/-](\d{1,2})[/-](\d{1,2})(?:/|-|$)")
_FIRST_YEAR = "1900"
_SAME_STORY = 0.35
_LONGEST_TITLE = 500
_OUTLET_META = ("og:site_name", "application-name", "apple-mobile-web-app-title", "dc.publisher", "publisher")
_DAY_META = (
    *("article:published_time", "article:published", "datepublished", "parsely-pub-date", "sailthru.date"),
    *("dc.date.issued", "publishdate", "publish-date", "pubdate", "og:published_time", "dc.date", "date"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """None where the page does not say; `summaries` are the sentences that it hands to search and sharing."""

    title: str | None
    outlet: str | None
    published: str | None
    url: str | None
    summaries: tuple[str, ...]


def find_facts(tree: Any, *, url: str | None) -> Facts:
    """What the page says; `url` is where it was saved from, if that is known."""
    metas = _metas(tree)
    articles = list(_articles(tree))
    address = url or _own_address(tree, metas)
    outlet = _outlet(metas, articles)
    names = [name for name in (outlet, *(metas.get(key) for key in _OUTLET_META), *_host_names(address)) if name]
    said = (_one_line(article.get("description")) for article in articles)
    title, tail = _title(tree, metas, articles, names)
    return Facts(
        title=title,
        outlet=outlet or tail,
        published=_published(tree, metas, articles, title, address),
        url=address,
        summaries=tuple(words for words in (*said, metas.get("og:description"), metas.get("description")) if words),
    )


def alike(words: str) -> str:
    """The words with letter case, quotation marks, dashes and white space made alike, to compare wordings."""
    return " ".join(unicodedata.normalize("NFKC", words).translate(_ALIKE).lower().split())


# --- where pages keep such things


def _metas(tree: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for meta in tree.iter("meta"):
        key = meta.get("property") or meta.get("name") or meta.get("itemprop")
        content = _one_line(meta.get("content"))
        if key and content:
            found.setdefault(key.strip().lower(), content)
    return found


def _articles(tree: Any) -> Iterator[dict[str, Any]]:
    """The structured data (JSON-LD) of articles, those that the page is about before those that it lists."""
    blocks = []
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or ""):
            try:
                blocks.append(json.loads(script.text or "", strict=False))
            except (ValueError, RecursionError):
                continue
    level: list[Any] = blocks
    for _ in range(4):
        deeper: list[Any] = []
        for node in level:
            if isinstance(node, list):
                deeper += node
            elif isinstance(node, dict):
                kinds = node.get("@type")
                if any(isinstance(kind, str) and _ARTICLE.search(kind) for kind in _listed(kinds)):
                    yield node
                deeper += [node[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in node]
        level = deeper


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _one_line(words: Any) -> str | None:
    return " ".join(unescape(words).split()) or None if isinstance(words, str) else None


def _one_title(words: Any) -> str | None:
    title = _one_line(words)
    return title if title and len(title) <= _LONGEST_TITLE else None


def _own_address(tree: Any, metas: dict[str, str]) -> str | None:
    links = (link.get("href") for link in tree.iter("link") if (link.get("rel") or "").lower() == "canonical")
    for address in (*links, metas.get("og:url")):
        if address and address.strip().startswith(("http://", "https://")):
            return str(address.strip())
    return None


def _host_names(address: str | None) -> Iterator[str]:
    """What an address calls its outlet: `coastnews.example` and `coastnews`."""
    try:
        host = urlsplit(address or "").hostname or ""
    except ValueError:
        return
    labels = [label for label in host.removeprefix("www.").split(".") if label]
    if labels:
        yield ".".join(labels)
        yield from (label for label in labels[:-1] if len(label) > 3)


def _outlet(metas: dict[str, str], articles: list[dict[str, Any]]) -> str | None:
    if "og:site_name" in metas:
        return metas["og:site_name"]
    for article in articles:
        for publisher in _listed(article.get("publisher")):
            name = _one_line(publisher.get("name")) if isinstance(publisher, dict) else None
            if name:
                return name
    return metas.get("application-name")


# --- title


def _title(
    tree: Any, metas: dict[str, str], articles: list[dict[str, Any]], names: list[str]
) -> tuple[str | None, str | None]:
    """The title, and the words cut off behind one that is printed too."""
    printed = [words for h1 in tree.iter("h1") if (words := _one_title(h1.text_content()))]
    bar = _one_title(next((title.text_content() for title in tree.iter("title")), None))
    structured = next((words for article in articles if (words := _one_title(article.get("headline")))), None)
    shared = _one_title(metas.get("og:title") or metas.get("twitter:title"))
    tail = _shared_tail([*(w for w in (bar, shared) if w)], printed)
    names = [*names, tail] if tail else names
    others = [without_outlet(words, names) for words in (shared, structured, bar) if words]
    headline = _printed_title(printed, others, names)
    if headline is None:
        return (others[0] if others else None), None
    headline = without_outlet(headline, names)
    if len(others) == 3 and len({alike(words) for words in others}) == 1 and alike(others[0]) != alike(headline):
        return others[0], tail
    return headline, tail


def _printed_title(printed: list[str], others: list[str], names: list[str]) -> str | None:
    """Of the headings, the one that is most like the other titles; a masthead is like none of them."""
    headings = [words for words in printed if not any(_same_name(words, name) for name in names)]
    if not headings:
        return None
    if not others:
        return headings[0]
    likeness = [max(_likeness(heading, other) for other in others) for heading in headings]
    best = max(likeness)
    if best >= _SAME_STORY or (len(headings) == 1 and len(headings[0].split()) >= 4):
        return headings[likeness.index(best)]
    return None


def _likeness(one: str, other: str) -> float:
    """Common words, as a share of the words of both."""
    a, b = (set(re.findall(r"\w+", alike(words))) for words in (one, other))
    return 2 * len(a & b) / max(1, len(a) + len(b))


def _shared_tail(titles: Iterable[str], printed: list[str]) -> str | None:
    """The last words of a title that is a printed heading with a tail: then the tail is not part of the title."""
    for title in titles:
        for heading in printed:
            rest = alike(title).removeprefix(alike(heading))
            cut = re.match(r"\s+(?:[|*·•»«›]|::|-)\s+(?=\S)", rest)
            if cut and len(alike(heading).split()) > 1:
                n_tail = len(rest) - cut.end()
                return title[-n_tail:] if alike(title[-n_tail:]) == rest[cut.end() :] else None
    return None


def without_outlet(title: str, names: Iterable[str]) -> str:
    """The title without the outlet's name before or behind it; `names` are what the page calls the outlet."""
    names = list(names)
    rest = title
    while match := _TAIL.match(rest):
        if any(_same_name(match[2], name) for name in names):
            return without_outlet(match[1], names)
        rest = match[1]  # a name further in front: "Title | Outlet | by Author"
    head = _HEAD.match(title)
    if head and any(_same_name(head[1], name) for name in names):
        return head[2]
    return title


def _same_name(words: str, name: str) -> bool:
    """Whether both are names of one outlet: "CBC News" and "CBC", "The Standard" and "Evening Standard"."""
    a, b = (re.sub(r"\W|_", "", re.sub(r"^the\b", "", alike(part))) for part in (words, name))
    if not a or not b:
        return False
    if a == b:
        return True
    few_words = len(words.split()) <= len(name.split()) + 2 and len(words.split()) <= 5
    return (
        few_words
        and min(len(a), len(b)) >= 3
        and (a.startswith(b) or b.startswith(a) or b.endswith(a) or a.endswith(b))
    )


# --- day


def _published(
    tree: Any, metas: dict[str, str], articles: list[dict[str, Any]], title: str | None, address: str | None
) -> str | None:
    """The day as the page writes it: structured data, then its head, then what can be found elsewhere."""
    about = sorted(articles, key=lambda article: -_likeness(_one_line(article.get("headline")) or "", title or ""))
    said = [article.get("datePublished") for article in about]
    days = (day_at_start(words) for words in (*said, *(metas.get(key) for key in _DAY_META)) if isinstance(words, str))
    day = next((day for day in days if day and day >= _FIRST_YEAR), None)
    by_address = _day_in(address)
    if day and by_address and days_apart(day, by_address) == 1:
        return by_address  # times in the head are mostly universal, an address has the day of the newsroom
    return day or by_address or _found_elsewhere(tree, address)


def _day_in(address: str | None) -> str | None:
    found = _DAY_IN_URL.search(address or "")
    return day_at_start("-".join(found.groups())) if found else None


def _found_elsewhere(tree: Any, address: str | None) -> str | None:
    from htmldate import find_date

    try:
        day = find_date(tree, url=address, original_date=True, extensive_search=False)
    except Exception:  # foreign code over foreign markup, as in page.py
        return None
    return day_at_start(day) if day else None
