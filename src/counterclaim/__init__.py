"""Who claims what: statements read from news reports, with their exact words and places."""

from counterclaim.errors import CounterclaimError, FormatError, InputError, LedgerError, ModelError

__all__ = ["CounterclaimError", "FormatError", "InputError", "LedgerError", "ModelError", "__version__"]

__version__ = "0.1.0"
