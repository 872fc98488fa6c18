"""Everything that can go wrong, as one tree.

CounterclaimError
├── InputError    a file, page or stream that cannot be read as a report
├── FormatError   a document that breaks its format (says file, line, place)
├── ModelError    model files that are missing, damaged or of another version
└── LedgerError   a ledger that cannot be opened or written
"""


class CounterclaimError(Exception):
    """The root: catching it catches every error that the package raises on purpose."""


class InputError(CounterclaimError):
    """A file, page or stream that cannot be read as a report."""


class FormatError(CounterclaimError):
    """A document that breaks its format; the message says where and how to mend it."""


class ModelError(CounterclaimError):
    """Model files that are missing, damaged or of another version."""


class LedgerError(CounterclaimError):
    """A ledger that cannot be opened or written."""
