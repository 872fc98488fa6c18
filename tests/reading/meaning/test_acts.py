"""Act and commitment by the shipped model."""

from pathlib import Path

import numpy as np
import pytest

from counterclaim.errors import ModelError
from counterclaim.reading.attribution.units import split_units
from counterclaim.reading.meaning.acts import CONTENT, CUE, MOST_OF, SOURCE, ActModel, ActReader, shipped_acts, words_of
from counterclaim.reading.read import ReportReader
from counterclaim.reading.reading import Act, Commitment, Part, Quotation, Statement
from counterclaim.text.report import Report
from counterclaim.text.span import Span


@pytest.fixture(scope="module")
def reader() -> ReportReader:
    return ReportReader(n_threads=1)


@pytest.mark.parametrize(
    ("text", "act", "commitment"),
    [
        pytest.param("The mayor said the bridge was closed on Monday.", Act.ASSERT, Commitment.TRUE, id="assert"),
        pytest.param("The mayor denied that the bridge was closed.", Act.DENY, Commitment.FALSE, id="deny"),
        pytest.param("The mayor declined to comment on the bridge.", Act.WITHHOLD, Commitment.NONE, id="withhold"),
        pytest.param("“Close the bridge,” the mayor urged the council.", Act.DIRECT, Commitment.NONE, id="direct"),
        pytest.param("The mayor acknowledged that the bridge was closed.", Act.CONFIRM, Commitment.TRUE, id="confirm"),
        pytest.param("The mayor vowed to close the bridge.", Act.INTEND, Commitment.NONE, id="intend"),
        pytest.param("The mayor predicted that the bridge would fall.", Act.PREDICT, Commitment.TRUE, id="predict"),
    ],
)
def test_plain_statements_have_their_act(reader: ReportReader, text: str, act: Act, commitment: Commitment) -> None:
    (statement, *_) = reader.read(Report(id="r", text=text)).statements
    assert (statement.act, statement.commitment) == (act, commitment)


def test_the_words_looked_at_are_few_and_have_roles() -> None:
    text = "A man said " + "so " * 90
    units = split_units(text)
    said = Statement(
        id="s1",
        source=Part(spans=(Span(0, 5),), text="A man"),
        cue=Part(spans=(Span(6, 10),), text="said"),
        content=Part(spans=(Span(11, len(text) - 1),), text="so"),
        quotation=Quotation.INDIRECT,
        score=1.0,
    )
    numbers, roles = words_of(units, said)
    assert numbers.tolist()[0] == 2
    assert [int((roles == role).sum()) for role in (CUE, CONTENT, SOURCE)] == [1, MOST_OF[CONTENT], 2]


def test_without_states_nothing_is_told() -> None:
    text = "A man said so"
    units = split_units(text)
    part = Part(spans=(Span(11, 13),), text="so")
    said = Statement(id="s1", source=None, cue=None, content=part, quotation=Quotation.INDIRECT, score=1.0)
    assert list(ActReader(ActModel(shipped_acts()), len(units)).read(units, [said])) == [None]


def test_a_file_that_is_no_act_model_is_refused(tmp_path: Path) -> None:
    np.savez(tmp_path / "other.npz", format=np.array("something else"))
    with pytest.raises(ModelError, match="something else"):
        ActModel(tmp_path / "other.npz")
    (tmp_path / "broken.npz").write_bytes(b"no archive")
    with pytest.raises(ModelError, match="cannot be read"):
        ActModel(tmp_path / "broken.npz")
