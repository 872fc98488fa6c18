"""What every reading keeps, whatever the text."""

from itertools import pairwise

from counterclaim.reading.reading import Part, Reading
from counterclaim.text.span import Span


def check_promises(reading: Reading) -> None:
    text = reading.report.text
    by_id = {statement.id: statement for statement in reading.statements}
    assert len(by_id) == len(reading.statements)
    speakers = {speaker.id for speaker in reading.speakers}
    assert len(speakers) == len(reading.speakers)
    for statement in reading.statements:
        for part in (statement.source, statement.cue, statement.content):
            if part is not None:
                _check_part(part, text)
        assert 0 < statement.score < 1
        assert statement.resolved == (statement.speaker is not None)
        assert statement.speaker is None or statement.speaker in speakers
        if statement.within is not None:
            outer = by_id[statement.within]
            assert outer is not statement
            assert _all_in(statement.content.spans, outer.content.spans)
    for speaker in reading.speakers:
        assert speaker.name
        for mention in speaker.mentions:
            assert 0 <= mention.start < mention.end <= len(text)


def _check_part(part: Part, text: str) -> None:
    assert part.spans
    assert part.text == " … ".join(text[start:end] for start, end in part.spans)
    assert all(one.end <= other.start for one, other in pairwise(part.spans))
    for start, end in part.spans:
        assert 0 <= start < end <= len(text)
        assert text[start:end] == text[start:end].strip()


def _all_in(inner: tuple[Span, ...], outer: tuple[Span, ...]) -> bool:
    return all(any(around.holds(span) for around in outer) for span in inner)
