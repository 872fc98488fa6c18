"""Contents read again, with a scorer that knows a few cues by heart."""

import pytest

from counterclaim.reading.attribution.nested import read_contents
from tests.reading.attribution.fakes import SETTINGS, FakeScorer, Passage


def _inside(
    text: str, *contents: str, scorer: FakeScorer | None = None
) -> list[tuple[int, tuple[str, str, list[str]]]]:
    p = Passage(text)
    runs = [(number, p.run(words)) for number, words in enumerate(contents)]
    found = read_contents(runs, p.units, p.quotations, scorer or FakeScorer(), SETTINGS)
    return [(number, p.told(candidate)) for number, candidate in found]


@pytest.mark.parametrize(
    ("text", "content", "found"),
    [
        pytest.param(
            "Marsh said that Olsen believes the old boat sank.",
            "that Olsen believes the old boat sank",
            [("Olsen", "believes", ["the old boat sank"])],
            id="indirect, a leading that",
        ),
        pytest.param(
            "“Olsen believes the old boat sank,” Marsh said.",
            "“Olsen believes the old boat sank,”",
            [("Olsen", "believes", ["the old boat sank,"])],
            id="direct, the marks taken off",
        ),
        pytest.param(
            "Marsh said the old boat sank on Monday night.", "the old boat sank on Monday night", [], id="no cue in it"
        ),
        pytest.param("Marsh said Olsen believes it.", "Olsen believes it", [], id="too short to hold one"),
        pytest.param(
            "“We believes the old boat sank,” Marsh said.",
            "“We believes the old boat sank,”",
            [],
            id="the first person is the one who is quoted",
        ),
    ],
)
def test_a_content_is_read_as_a_text_of_its_own(
    text: str, content: str, found: list[tuple[str, str, list[str]]]
) -> None:
    assert _inside(text, content) == [(0, told) for told in found]


def test_what_is_found_names_the_content_in_which_it_stands() -> None:
    text = "Marsh said Olsen believes the old boat sank. Brandt said he believes the new one floats well."
    found = _inside(text, "he believes the new one floats well", "Olsen believes the old boat sank")
    assert sorted(found) == [
        (0, ("he", "believes", ["the new one floats well"])),
        (1, ("Olsen", "believes", ["the old boat sank"])),
    ]


def test_nothing_outside_the_content_is_found() -> None:
    text = "Marsh said Olsen believes the old boat sank. It was late."
    assert _inside(text, "Olsen believes the old boat") == []
    assert _inside(text, "Olsen believes the old boat sank")[0][1][2] == ["the old boat sank"]


def test_contents_without_a_word_that_may_be_a_cue_are_not_read() -> None:
    scorer = FakeScorer(cue_words=frozenset({"believes"}))
    assert (
        _inside("Marsh said it sank in the old harbour on Monday.", "it sank in the old harbour on", scorer=scorer)
        == []
    )
    assert not scorer.encoded
    assert _inside(
        "Marsh said Olsen Believes and believes it all now.", "Olsen Believes and believes it all", scorer=scorer
    )
    assert scorer.encoded


def test_a_content_is_never_longer_than_a_window() -> None:
    scorer = FakeScorer()
    long = "Olsen believes " + "harbourmasters " * 200
    ((_, told),) = _inside(f"Marsh said {long}.", long.strip(), scorer=scorer)
    assert told[:2] == ("Olsen", "believes")
    assert max(given.pieces.shape[1] for given in scorer.encoded) <= SETTINGS.window_pieces + 3


def test_many_contents_are_read_alone_whatever_their_lengths() -> None:
    contents = [f"Olsen believes the old boat {number} sank" + " there" * (number % 7) for number in range(40)]
    text = " ".join(f"Marsh said {content}." for content in contents)
    found = dict(_inside(text, *contents))
    assert found == {
        number: ("Olsen", "believes", [content.removeprefix("Olsen believes ")])
        for number, content in enumerate(contents)
    }
