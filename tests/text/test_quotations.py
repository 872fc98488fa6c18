import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from counterclaim.text.quotations import MOST_OPEN, find_quotations, paragraphs


def _cut(text: str) -> list[str]:
    return [text[q.start : q.end] for q in find_quotations(text)]


@pytest.mark.parametrize(
    ("text", "quotations"),
    [
        pytest.param('"Go," she said. "Now."', ['"Go,"', '"Now."'], id="straight"),
        pytest.param("“Go,” she said. “Now.”", ["“Go,”", "“Now.”"], id="curly"),
        pytest.param("«Go,» she said.", ["«Go,»"], id="guillemets"),
        pytest.param("She said « go » at once.", ["« go »"], id="guillemets with spaces"),
        pytest.param("Er sagte „Geh“ und ging.", ["„Geh“"], id="German"),
        pytest.param("„Geh“, sagte er, „oder bleib.“", ["„Geh“", "„oder bleib.“"], id="German twice"),
        pytest.param("''Go,'' she said.", ["''Go,''"], id="doubled apostrophes"),
        pytest.param("``Go,'' she said.", ["``Go,''"], id="backticks and apostrophes"),
        pytest.param('“Go," she said.', ['“Go,"'], id="curly opens, straight closes"),
        pytest.param("“Go,“ she said.", ["“Go,“"], id="an opening mark where a closing one belongs"),
        pytest.param("”Go,” she said.", ["”Go,”"], id="a closing mark where an opening one belongs"),
        pytest.param('He said,"Go," and went.', ['"Go,"'], id="no space before the opening mark"),
        pytest.param('("Go," she said.)', ['"Go,"'], id="after a bracket"),
        pytest.param('"We were—" he began.', ['"We were—"'], id="closes after a dash"),
        pytest.param('"We were—", he began.', ['"We were—"'], id="closes between dash and comma"),
        pytest.param("“Open” “Shut”", ["“Open”", "“Shut”"], id="side by side"),
        pytest.param("«Так», — сказал он 😀.", ["«Так»"], id="other scripts and emoji"),
        pytest.param("“cafe\u0301” ‏«مرحبا»‏", ["“cafe\u0301”", "«مرحبا»"], id="combining and right to left"),
        pytest.param("“” and ‘’ and ''''", [], id="nothing between the marks"),
        pytest.param("", [], id="empty"),
    ],
)
def test_marks_of_every_kind_open_and_close(text, quotations):
    assert _cut(text) == quotations


@pytest.mark.parametrize(
    ("text", "quotations"),
    [
        pytest.param("‘Go,’ she said.", ["‘Go,’"], id="curly"),
        pytest.param("'Go,' she said.", ["'Go,'"], id="straight"),
        pytest.param("He called it ‘odd’.", ["‘odd’"], id="closes before the full stop"),
        pytest.param("'I don't know,' she said.", ["'I don't know,'"], id="contraction inside"),
        pytest.param("‘I don’t know,’ she said.", ["‘I don’t know,’"], id="curly contraction inside"),
        pytest.param(
            "'The farmers' field is mine,' he said.", ["'The farmers' field is mine,'"], id="possessive inside"
        ),
        pytest.param("The 'boss' lives in the 'pit.'", ["'boss'", "'pit.'"], id="two, the first ends in s"),
        pytest.param(
            "It was ‘odd’, then ‘useless.’", ["‘odd’", "‘useless.’"], id="two, the surer mark belongs to the second"
        ),
        pytest.param("The farmers' field is the boys'.", [], id="possessives"),
        pytest.param("In the '90s the farmers' field was green.", [], id="a decade"),
        pytest.param("In the ‘90s the farmers’ field was green.", [], id="a decade, turned the wrong way"),
        pytest.param("Rock 'n' roll is the boys' game.", [], id="elided and"),
        pytest.param("Let 'em go, the boys' mother said.", [], id="elided them"),
        pytest.param("It isn‘t signed, the clerks’ chief said.", [], id="opening mark as apostrophe"),
        pytest.param("'Go and never come back", [], id="never closed"),
    ],
)
def test_single_marks_are_told_from_apostrophes(text, quotations):
    assert _cut(text) == quotations
    assert all(q.single for q in find_quotations(text))


@pytest.mark.parametrize(
    ("text", "quotations"),
    [
        pytest.param("“She said ‘go’ to me.”", [("“She said ‘go’ to me.”", 0), ("‘go’", 1)], id="single in double"),
        pytest.param("“A “b” c”", [("“A “b” c”", 0), ("“b”", 1)], id="same curly marks"),
        pytest.param(
            '"He cried "no" to me," she said.', [('"He cried "no" to me,"', 0), ('"no"', 1)], id="same straight"
        ),
        pytest.param(
            "‘She said “go” to me,’ he said.", [("‘She said “go” to me,’", 0), ("“go”", 1)], id="double in single"
        ),
        pytest.param(
            "\"He told us 'go home.'\"", [("\"He told us 'go home.'\"", 0), ("'go home.'", 1)], id="both close at once"
        ),
        pytest.param(
            "“A, he said. “B,” she said.",
            [("“A, he said. ", 0), ("“B,”", 0)],
            id="none stands in one that was not closed",
        ),
    ],
)
def test_a_quotation_knows_how_many_stand_around_it(text, quotations):
    assert [(text[q.start : q.end], q.inside) for q in find_quotations(text)] == quotations


@pytest.mark.parametrize(
    ("text", "quotation"),
    [
        pytest.param("We go now,” she said.", "We go now,”", id="from the paragraph's beginning"),
        pytest.param("“A,” then b c.”", "then b c.”", id="from the last quotation"),
        pytest.param(
            "We call it 'the pit' and mean it,\" he said.",
            "We call it 'the pit' and mean it,\"",
            id="over single marks",
        ),
    ],
)
def test_a_lost_opening_mark_is_made_good(text, quotation):
    (found,) = (q for q in find_quotations(text) if not q.opened)
    assert text[found.start : found.end] == quotation
    assert found.closed


@pytest.mark.parametrize(
    ("text", "quotation"),
    [
        pytest.param('He said: "We go now', '"We go now', id="to the end of the text"),
        pytest.param("He said: “We go.\n\nThen it rained.", "“We go.", id="to the end of the paragraph"),
        pytest.param("“We go, he said. “No.”", "“We go, he said. ", id="to the next quotation"),
    ],
)
def test_a_lost_closing_mark_is_made_good(text, quotation):
    (found,) = (q for q in find_quotations(text) if not q.closed)
    assert text[found.start : found.end] == quotation
    assert not found.continues


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("“We saw it.\n\n“Then it went.”", id="curly"),
        pytest.param('He said: "We saw it.\r\n\r\n"Then it went."', id="straight, CRLF"),
        pytest.param("``We saw it.\n\n``Then it went.''", id="doubled apostrophes"),
        pytest.param("'We saw it.\n\n'Then it went.'", id="single"),
        pytest.param("He said: 'We saw it.\n\n'Then it went.'", id="single after a colon"),
        pytest.param("“We saw it.\n“Then it went.”", id="a line a paragraph"),
    ],
)
def test_a_quotation_runs_on_into_the_next_paragraph(text):
    first, last = find_quotations(text)
    assert (first.continues, first.closed) == (True, False)
    assert (last.continues, last.closed) == (False, True)
    assert text[first.end - 1] == "."


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("» Tides, page 9\n\n» Chess, page 12", id="bullets"),
        pytest.param("› Tides", id="small bullet"),
        pytest.param("Home » News » Tides", id="path of a page"),
        pytest.param('A 12" pot and a 3" nail.', id="inches"),
        pytest.param("He is 6' tall and his 5'10\" son too.", id="feet and inches"),
        pytest.param("A stray ” in the middle.", id="stray closing mark"),
    ],
)
def test_bullets_inches_and_stray_marks_are_no_quotations(text):
    assert find_quotations(text) == ()


def test_blank_lines_divide_paragraphs_where_there_are_any():
    def cut(text: str) -> list[str]:
        return [text[start:end] for start, end in paragraphs(text)]

    assert cut(" a\nb \n \n\n c\n") == ["a\nb", "c"]
    assert cut("a\nb\n") == ["a", "b"]
    assert cut(" \n \n") == []


texts = st.text(st.sampled_from("ab s.,:—(5\n \r\u200b\u0301😀\"'“”„«»‘’‚‹›`")) | st.text()


@given(texts)
def test_any_text_has_quotations_in_order_within_it(text):
    found = find_quotations(text)
    assert [(q.start, -q.end) for q in found] == sorted((q.start, -q.end) for q in found)
    assert all(0 <= q.start < q.end <= len(text) for q in found)
    assert all(q.opened or q.closed for q in found)
    assert not any(q.continues and q.closed for q in found)


@given(texts)
@example("“a ‘b «c» ” d’")
def test_a_quotation_counts_those_around_it(text):
    found = find_quotations(text)
    for number, quotation in enumerate(found):
        assert quotation.inside == sum(other.end >= quotation.end for other in found[:number])


@pytest.mark.parametrize("pattern", ['"', "'", "“", "”", '"a ', "'a ", "“a ", "'s' ", "a,” "])
def test_a_text_made_of_marks_nests_no_deeper_than_the_limit(pattern):
    found = find_quotations(pattern * 20_000)
    assert max((q.inside for q in found), default=0) <= MOST_OPEN
