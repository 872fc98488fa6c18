"""Random texts with statements at random places, for properties that hold of any text."""

from hypothesis import strategies as st

from counterclaim.reading.reading import Part, Quotation, Statement
from counterclaim.text.span import Span, cut_all

_WORDS = (
    "On on Monday night in a letter May 3 2014 last week , . ! “ ” ' \n who said told reporters CNN at the rally "
    "tweeted without evidence citing video footage court records according to the poll could not be verified "
    "Ada Krol she"
).split(" ")


@st.composite
def texts_with_statements(draw: st.DrawFn) -> tuple[str, list[Statement]]:
    text = draw(st.lists(st.sampled_from(_WORDS), min_size=1, max_size=40).map(" ".join) | st.text(min_size=1))
    count = draw(st.integers(0, 4))
    return text, [draw(_statements(text, f"s{number}")) for number in range(count)]


@st.composite
def _statements(draw: st.DrawFn, text: str, name: str) -> Statement:
    content = draw(_parts(text))
    return Statement(
        id=name,
        source=draw(st.none() | _parts(text)),
        cue=draw(st.none() | _parts(text)),
        content=content,
        quotation=Quotation.INDIRECT,
        within=draw(st.sampled_from([None, None, "s0"])),
        speaker=draw(st.sampled_from([None, "a", "b"])),
        score=0.5,
    )


@st.composite
def _parts(draw: st.DrawFn, text: str) -> Part:
    borders = sorted(draw(st.sets(st.integers(0, len(text)), min_size=2, max_size=4)))
    spans = tuple(Span(start, end) for start, end in zip(borders[::2], borders[1::2], strict=False))
    return Part(spans=spans, text=cut_all(spans, text))
