import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.reading.meaning.when import about_times, when_of
from counterclaim.reading.speaker.salience import Surroundings
from counterclaim.text.span import Span
from tests.reading.meaning.marking import marked
from tests.reading.meaning.random_statements import texts_with_statements


def values(text: str, speakers: str = "", published: str | None = "2016-08-03") -> list[str | None]:
    plain, statements = marked(text, speakers=speakers)
    return [time and time.value for time in when_of(statements, Surroundings(plain), published)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("[The mayor] <said> on Monday {the bridge is safe}.", "2016-08-01"),
        ("On Monday, [the mayor] <said> {the bridge is safe}.", "2016-08-01"),
        ("[The mayor] on Monday <praised> {the engineers}.", "2016-08-01"),
        ("{“The bridge is safe,”} [she] <said> in a statement Tuesday.", "2016-08-02"),
        ("In a May 3 letter, [the mayor] <wrote> {that the bridge is safe}.", "2016-05-03"),
        ("At Monday’s debate [the mayor] <called> {the bridge safe}.", "2016-08-01"),
        ("[A survey conducted in May] <found> {that most people walk}.", "2016-05"),
        ("The hall shook on Monday when [the mayor] <declared> {the bridge open}.", "2016-08-01"),
        ("In an email dated June 2 — months before the flood — [the mayor] <warned> {of high water}.", "2016-06-02"),
        ("[The mayor] <said> {the bridge is safe} in 2014.", "2014"),
    ],
)
def test_words_beside_the_cue_date_the_statement(text: str, value: str) -> None:
    assert values(text) == [value]


@pytest.mark.parametrize(
    "text",
    [
        "[The mayor] <said> {the bridge was closed on Monday}.",
        "[The mayor] <said> {the bridge is safe}.",
        "[The mayor, who was elected in 2014,] <said> {the bridge is safe}.",
        "[The mayor] <has said> since Monday {that the bridge is safe}.",
        "Engineers who inspected the bridge on Monday left before [the mayor] <said> {it was safe}.",
        "[The mayor] <will present> {the plan} on Monday.",
        "The bridge opened on Monday, but [the mayor] <doubts> {its safety}.",
        "After Monday’s flood, [the mayor] <said> {the bridge is safe}.",
        "[The mayor] <said> on Black Friday {that shops were full}.",
    ],
)
def test_other_times_do_not_date_it(text: str) -> None:
    assert values(text) == [None]


def test_a_run_of_one_speaker_carries_the_time_on() -> None:
    run = "On Tuesday [Ada Krol] <said> {the dam holds}. | [She] <added> {that nobody must leave}."
    assert values(run, "aa") == ["2016-08-02", "2016-08-02"]


def test_another_speaker_breaks_the_run() -> None:
    text = "On Tuesday [Ada Krol] <said> {it holds}. | [A farmer] <disagreed that> {it does}. | [She] <insisted> {so}."
    assert values(text, "aba") == ["2016-08-02", None, None]


def test_the_time_never_comes_back_from_a_later_sentence() -> None:
    assert values("[Ada Krol] <said> {the dam holds}. | On Tuesday [she] <added> {a warning}.", "aa") == [
        None,
        "2016-08-02",
    ]


def test_a_standing_view_is_not_dated_by_the_run() -> None:
    view = "On Tuesday [Ada Krol] <said> {the dam holds}. | [She] <believes> {in concrete}. | [She] <added> {a joke}."
    assert values(view, "aaa") == ["2016-08-02", None, "2016-08-02"]


def test_the_sentence_before_dates_the_words_it_leads_to() -> None:
    assert values("On Tuesday Ada Krol met the press. {“The dam holds,”} [Krol] <said>.") == ["2016-08-02"]
    assert values("On Tuesday the council met. {“The dam holds,”} [Krol] <said>.") == [None]


@pytest.mark.parametrize("published", [None, "", "soon", "2016-13-40"])
def test_without_a_published_day_only_absolute_times_remain(published: str | None) -> None:
    assert values("On Monday [she] <said> {it rains}.", published=published) == [None]
    assert values("On May 2, 2014, [she] <said> {it rains}.", published=published) == ["2014-05-02"]


def test_no_statement_is_made_after_the_published_day() -> None:
    assert values("In 2025, [she] <said>, {it will rain}.") == [None]


def test_about_times_are_those_of_the_content() -> None:
    content = "the bridge was closed on Monday and in 2014"
    times = about_times(content, [Span(0, len(content))], "2016-08-03")
    assert [time.value for time in times] == ["2016-08-01", "2014"]


def test_about_times_leave_out_what_may_come() -> None:
    content = "the bridge will open on Monday"
    assert about_times(content, [Span(0, len(content))], "2016-08-03") == ()


@given(texts_with_statements(), st.none() | st.dates().map(str) | st.text(max_size=10))
def test_never_raises_and_cuts_exactly_the_words(case, published) -> None:
    text, statements = case
    times = when_of(statements, Surroundings(text), published)
    assert len(times) == len(statements)
    for time in (*times, *about_times(text, [Span(0, len(text))], published)):
        assert time is None or [span.cut(text) for span in time.spans] == [time.words]
