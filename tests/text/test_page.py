import subprocess
import sys

import pytest
from hypothesis import given as with_any
from hypothesis import settings
from hypothesis import strategies as st

from counterclaim.text.metadata import without_outlet
from counterclaim.text.page import is_page, read_page

BODY = (
    "<p>Mayor Sela Ode visited the burned market on Wednesday with a dozen traders.</p>"
    "{}<p>“We will rebuild every stall before the winter,” she said.</p>"
    "<p>The fire had started in a store of lamp oil behind the fish hall.</p>"
)


def page(middle: str = "", *, head: str = "", h1: str = "<h1>Market to be rebuilt</h1>") -> str:
    nav = '<nav><a href="/">Home</a> <a href="/sport">Sport</a></nav>'
    body = f"{nav}<main><article>{h1}{BODY.replace('{}', middle)}</article></main><footer>© Coast News</footer>"
    return f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">{head}</head><body>{body}</body></html>'


def meta(name: str, content: str) -> str:
    return f'<meta property="{name}" content="{content}">'


@pytest.mark.parametrize(
    ("middle", "words"),
    [
        pytest.param("<blockquote>The order is void.</blockquote>", "The order is void.", id="blockquote"),
        pytest.param(
            "<blockquote>“We saw it,”</blockquote><cite>she said</cite>", "she said", id="cite behind a quote"
        ),
        pytest.param("<h2>What comes next</h2>", "What comes next", id="heading"),
        pytest.param(
            "<ul><li>First the roof, then the stalls.</li></ul>", "First the roof, then the stalls.", id="list"
        ),
        pytest.param("<p>Zo&euml; &amp; &#8220;Co&#8221;</p>", "Zoë & “Co”", id="entities"),
        pytest.param("<p>Emoji 👩‍🚒, e\u0301, שלום here</p>", "Emoji 👩‍🚒, e\u0301, שלום here", id="any characters"),
    ],
)
def test_the_words_of_the_report_are_kept_as_paragraphs(middle, words):
    text = read_page(page(middle), url=None).text
    assert words in text.split("\n\n")
    assert text.startswith("Mayor Sela Ode")
    assert text.endswith("behind the fish hall.")


@pytest.mark.parametrize(
    ("middle", "words"),
    [
        pytest.param(
            "<figure><img><figcaption>Mayor Ode. Photo: Ruth Lin</figcaption></figure>", "Ruth Lin", id="caption"
        ),
        pytest.param('<p class="wp-caption-text">Mayor Ode, by Ruth Lin</p>', "Ruth Lin", id="caption by class"),
        pytest.param('<span class="badge">Live</span>', "Live", id="badge"),
        pytest.param("<p>LIVE</p>", "LIVE", id="badge in a paragraph"),
        pytest.param(
            '<blockquote class="twitter-tweet"><p>Shame! — a passer-by</p></blockquote>', "Shame", id="embedded"
        ),
        pytest.param(
            "<p>READ MORE: Ten things to know about the fire</p>", "Ten things", id="pointer to another report"
        ),
        pytest.param('<div class="related-articles"><p>Bridge shut again</p></div>', "Bridge shut", id="box of others"),
        pytest.param("<p>***</p>", "*", id="ornament"),
        pytest.param("<script>var secret = 'words';</script>", "secret", id="script"),
    ],
)
def test_what_is_no_report_is_left_out(middle, words):
    text = read_page(page(middle), url=None).text
    assert words not in text
    assert "“We will rebuild every stall before the winter,” she said." in text


def test_words_in_a_box_without_paragraphs_are_not_cut_at_links():
    box = (
        'The union of <a href="/u">dock workers</a> called the plan a gift to the owners '
        "and said it would go to court.<br>It gave no day."
    )
    text = read_page(f"<html><body><div>{box}</div></body></html>", url=None).text
    assert "The union of dock workers called the plan a gift" in text
    assert "It gave no day." in text.split("\n\n")


@pytest.mark.parametrize(
    ("head", "h1", "title"),
    [
        pytest.param(
            "<title>Market | Coast News</title>", "<h1>Market to be rebuilt</h1>", "Market to be rebuilt", id="printed"
        ),
        pytest.param(
            "<title>«Zarya» denies the report » Coast News</title>",
            "<h1>«Zarya» denies the report</h1>",
            "«Zarya» denies the report",
            id="marks are no separators",
        ),
        pytest.param(
            meta("og:site_name", "Coast News") + meta("og:title", "Market back - The Coast News"),
            "",
            "Market back",
            id="the outlet's name is cut off",
        ),
        pytest.param(
            meta("og:site_name", "Coast News") + meta("og:title", "Market back - what we know"),
            "",
            "Market back - what we know",
            id="other words are not",
        ),
        pytest.param(
            meta("og:title", "Traders cheer as market returns"),
            "<h1>Coast News</h1><h1>Traders cheer as the market returns</h1>",
            "Traders cheer as the market returns",
            id="a masthead is no title",
        ),
        pytest.param(
            "<title>Mayor visits market</title>"
            + meta("og:title", "Mayor visits market")
            + '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Mayor visits market"}</script>',
            "<h1>Mayor visits the burned market</h1>",
            "Mayor visits market",
            id="unless all others agree",
        ),
        pytest.param("", "", None, id="none"),
    ],
)
def test_the_printed_title_is_taken_without_the_outlet(head, h1, title):
    assert read_page(page(head=head, h1=h1), url=None).title == title


@pytest.mark.parametrize(
    ("title", "names", "bare"),
    [
        ("Quay shut | Coast News", ["Coast News"], "Quay shut"),
        ("Quay shut – The Coast", ["Coast"], "Quay shut"),
        ("Quay shut | Harbour News - Coast News", ["Coast News"], "Quay shut | Harbour News"),
        ("Quay shut * Coast News * by Ivo Lin", ["Coast News"], "Quay shut"),
        ("Coast News | Quay shut", ["Coast News"], "Quay shut"),
        ("Quay - and bridge - shut", ["Coast News"], "Quay - and bridge - shut"),
        ("Coast News", ["Coast News"], "Coast News"),
    ],
)
def test_only_the_name_of_the_outlet_is_cut_off(title, names, bare):
    assert without_outlet(title, names) == bare


@pytest.mark.parametrize(
    ("head", "url", "day"),
    [
        pytest.param(meta("article:published_time", "2026-03-05T09:00:00Z"), None, "2026-03-05", id="head"),
        pytest.param(
            '<script type="application/ld+json">{"@graph": [{"@type": "ImageObject", "datePublished": "2020-01-01"},'
            '{"@type": ["NewsArticle"], "datePublished": "2026-03-04 08:00:00 +02:00"}]}</script>'
            + meta("article:published_time", "2026-03-05T09:00:00Z"),
            None,
            "2026-03-04",
            id="structured data of the article, not of its pictures",
        ),
        pytest.param("", "https://coast.example/2026/03/04/quay", "2026-03-04", id="address"),
        pytest.param(
            meta("article:published_time", "2026-03-05T01:00:00Z"),
            "https://coast.example/2026/03/04/quay",
            "2026-03-04",
            id="the day of the newsroom",
        ),
        pytest.param(
            '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "0001-01-01"}</script>',
            None,
            None,
            id="a day that stands for none",
        ),
        pytest.param('<script type="application/ld+json">{broken</script>', None, None, id="broken data"),
    ],
)
def test_the_day_is_the_one_that_the_page_writes(head, url, day):
    assert read_page(page(head=head), url=url).published == day


def test_the_sentence_under_the_title_is_kept_where_the_page_gives_it_as_summary():
    summary = "Traders have waited since the fire for a word from the city."
    html = page(h1=f"<h1>Market to be rebuilt</h1><div>{summary}</div>", head=meta("og:description", summary))
    assert read_page(html, url=None).text.count(summary) == 1


def test_a_report_in_a_box_with_an_odd_name_is_not_taken_for_a_box_of_others():
    for inside in (BODY.replace("{}", ""), "A report in one piece, which says that the quay is shut. " * 8):
        html = f'<html><body><div class="related promo">{inside}</div></body></html>'
        assert "quay is shut" in (text := read_page(html, url=None).text) or "lamp oil" in text


def test_a_tiny_page_gives_its_words():
    assert read_page("<p>He said no.</p>", url=None).text == "He said no."


@pytest.mark.parametrize(
    "html", ["", " ", "\0", "<!-- -->", "<?xml?>", "<html>", "<" * 3000, "<div>" * 5000 + "a", "a"]
)
def test_odd_markup_does_not_raise(html):
    read_page(html, url="http://[broken")


@pytest.mark.parametrize(
    ("head", "told"),
    [
        ("<!DOCTYPE html><html>", True),
        ("\ufeff\n<!-- saved -->\n<HTML lang='en'>", True),
        ("<?xml version='1.0'?><html xmlns='x'>", True),
        ("<p>One.</p>", True),
        ("<pause> he said", False),
        ("One <p> two", False),
        ("", False),
    ],
)
def test_a_page_is_told_by_its_beginning(head, told):
    assert is_page(head) == told


@with_any(
    st.text(max_size=200)
    | st.lists(
        st.sampled_from(
            ["<p>", "</div>", "<h1>a", "<br>", "x y", "&#0;", "<cite>", "<table>", '<div class="related">', "<figure>"]
        ),
        max_size=20,
    ).map("".join)
)
@settings(deadline=None)
def test_no_markup_ever_raises(html):
    read_page(html, url=None).text.encode("utf-8")


def test_the_package_itself_loads_no_extraction():
    heavy = ("trafilatura", "lxml", "htmldate", "py3langid")
    code = f"import sys, counterclaim.text.intake; sys.exit(any(name in sys.modules for name in {heavy}))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
