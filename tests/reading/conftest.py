import pytest

from counterclaim.reading.read import ReportReader


@pytest.fixture(scope="session")
def reader() -> ReportReader:
    """The reader with the model of the package."""
    return ReportReader(n_threads=1)
