"""What a type checker sees of the public names; it is checked, not run."""

from typing import assert_type

import counterclaim
from counterclaim.reading.reading import Part, Reading, Speaker, Statement

reading = counterclaim.read("“It sank,” Olsen said.", published="2026-03-12")
assert_type(reading, Reading)
assert_type(reading.statements, tuple[Statement, ...])
assert_type(reading.speakers, tuple[Speaker, ...])
statement = reading.statements[0]
assert_type(statement.source, Part | None)
assert_type(statement.content.text, str)
assert_type([(span.start, span.end) for span in statement.content.spans], list[tuple[int, int]])
assert_type(statement.within, str | None)
assert_type(statement.score, float)
error: counterclaim.CounterclaimError = counterclaim.ModelError("no model here")
assert_type(counterclaim.__version__, str)
