import pytest
from hypothesis import given as with_any
from hypothesis import settings
from hypothesis import strategies as st

from counterclaim.text.language import language_of

ENGLISH = "The harbour company said on Monday that both lanes of the bridge would stay shut until the spring. "
GERMAN = "Die Hafengesellschaft teilte am Montag mit, dass beide Spuren der Brücke bis zum Frühjahr gesperrt bleiben. "
FRENCH = "La société du port a déclaré lundi que les deux voies du pont resteraient fermées jusqu'au printemps. "
RUSSIAN = "Портовая компания сообщила в понедельник, что обе полосы моста останутся закрытыми до весны. "


@pytest.mark.parametrize(
    ("text", "language"), [(ENGLISH, "en"), (GERMAN, "de"), (FRENCH, "fr"), (RUSSIAN, "ru"), (ENGLISH * 2000, "en")]
)
def test_plain_cases_are_told(text, language):
    assert language_of(text) == language


@pytest.mark.parametrize(
    "text", ["", "No.", "He said no.", "Trump denied it.", "123 456 789 " * 20, "x " * 100, "👩‍🚒 " * 60]
)
def test_what_is_short_or_no_language_is_left_open(text):
    assert language_of(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "She said no to the plan.",
        "“Inshallah,” Captain Ivanov told reporters in Doha, “we sail at dawn.”",
        "Officials in Berlin, Madrid and Paris declined to comment on Monday.",
        "Noor Haddad, Sela Ode, Ruth Lin and Ivo Marković voted against.",
        "«Zarya» denies the report, Captain Ivanov said on Friday.",
    ],
)
def test_short_english_is_never_called_another_language(text):
    assert language_of(text) in {"en", None}


@with_any(st.text(max_size=200))
@settings(deadline=None)
def test_any_text_gives_the_same_answer_twice(text):
    assert language_of(text) == language_of(text)
