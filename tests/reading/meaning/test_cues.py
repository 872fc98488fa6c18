"""What the list of cues tells."""

import pytest

from counterclaim.reading.meaning.cues import CueEntry, parse_cues, shipped_cues
from counterclaim.reading.reading import Act, Commitment


@pytest.mark.parametrize(
    ("cue", "act", "commitment"),
    [
        pytest.param("denied", Act.DENY, Commitment.FALSE, id="one word"),
        pytest.param("did not deny", Act.WITHHOLD, Commitment.NONE, id="the longer phrase counts"),
        pytest.param("declined on Friday", Act.WITHHOLD, Commitment.NONE, id="words behind"),
        pytest.param("has repeatedly urged", Act.DIRECT, Commitment.NONE, id="words before"),
        pytest.param("wouldn’t comment", Act.WITHHOLD, Commitment.NONE, id="curly apostrophe"),
        pytest.param("Confirmed", Act.CONFIRM, Commitment.TRUE, id="capital"),
        pytest.param("apologised for", Act.RETRACT, None, id="commitment left open"),
    ],
)
def test_a_cue_tells_an_act(cue: str, act: Act, commitment: Commitment | None) -> None:
    told = shipped_cues().told_by(cue)
    assert told is not None
    assert (told.act, told.commitment) == (act, commitment)


@pytest.mark.parametrize("cue", ["", "—", "crossed the river", "123"])
def test_other_cues_tell_nothing(cue: str) -> None:
    assert shipped_cues().told_by(cue) is None


def test_a_list_is_read_line_by_line() -> None:
    (entry,) = parse_cues(["# ours", "", "deny -: scoff* at, "])
    assert entry == CueEntry(("scoff*", "at"), Act.DENY, None)


@pytest.mark.parametrize("line", ["deny true scoffed", "scoff true: scoffed", "deny: scoffed"])
def test_a_wrong_line_is_named(line: str) -> None:
    with pytest.raises(ValueError, match="line 2"):
        parse_cues(["deny -: scoffed", line])
