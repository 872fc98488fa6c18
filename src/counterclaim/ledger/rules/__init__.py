"""Rules of the ledger: pure functions."""
