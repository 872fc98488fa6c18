"""How names are found in running text."""

import pytest

from counterclaim.reading.speaker.names import find_names, fold, tokens


@pytest.mark.parametrize(
    ("text", "names"),
    [
        pytest.param("On Tuesday Ines Duarte left", ["Ines Duarte"], id="weekday before"),
        pytest.param("But Mr. Ode stayed", ["Ode"], id="title and opener"),
        pytest.param("House Speaker Kim Lee met Gen. Al Ito", ["Kim Lee", "Al Ito"], id="titles of two words"),
        pytest.param("Mira Holt, Dan Frey", ["Mira Holt", "Dan Frey"], id="a comma parts"),
        pytest.param("Ana’s brother Max", ["Ana", "Max"], id="a possessive parts"),
        pytest.param("the University of Tamsel closed", ["University of Tamsel"], id="of in a body's name"),
        pytest.param("David A. Holt", ["David A. Holt"], id="initial that is also an article"),
        pytest.param("Jan van der Meer and Ali bin Rashid", ["Jan van der Meer", "Ali bin Rashid"], id="particles"),
        pytest.param("nobody came", [], id="none"),
        pytest.param("他说 🙂", [], id="a script without case"),
    ],
)
def test_names_are_runs_of_capitals_without_titles(text, names):
    assert [name.text for name in find_names(text, list(tokens(text)))] == names


def test_folding_forgets_case_accents_and_possessives():
    assert fold("O’Brién’s") == fold("O'BRIEN") == "o brien"
