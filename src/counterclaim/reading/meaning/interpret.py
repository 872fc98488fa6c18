"""Statements with speakers → statements with act, commitment, time, medium, quantities and evidence."""

from collections.abc import Sequence
from dataclasses import replace

from counterclaim.reading.attribution.units import Units
from counterclaim.reading.meaning.acts import ActReader
from counterclaim.reading.meaning.evidence import evidence_of, unverified_of
from counterclaim.reading.meaning.medium import media_of
from counterclaim.reading.meaning.quantities import find_quantities
from counterclaim.reading.meaning.when import about_times, when_of
from counterclaim.reading.reading import Statement
from counterclaim.reading.speaker.salience import Surroundings


def interpret(
    around: Surroundings, units: Units, statements: Sequence[Statement], acts: ActReader, published: str | None
) -> tuple[Statement, ...]:
    """The statements of the text of `around` with what they mean; they must have speakers and `within`.

    `published` is the report's day; without it only absolute times are told.
    """
    whens = when_of(statements, around, published)
    media = media_of(statements, around)
    read = []
    for statement, meant, when, medium in zip(statements, acts.read(units, statements), whens, media, strict=True):
        act, commitment = meant or (None, None)
        read.append(
            replace(
                statement,
                act=act,
                commitment=commitment,
                when=when,
                medium=medium,
                quantities=find_quantities(around.text, statement.content.spans),
                evidence=evidence_of(statement, around),
                unverified=unverified_of(statement, around),
                about_times=about_times(around.text, statement.content.spans, published),
            )
        )
    return tuple(read)
