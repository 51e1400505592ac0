"""What the host says outside the page: from the one catalogue, in the language of the moment."""

import pytest

from torrpeddo.contract.language import Language
from torrpeddo.desktop.languages import of_environment
from torrpeddo.desktop.words import Catalogue, Vocabulary, Words, plural

CATALOGUES: dict[str, Catalogue] = {
    "en": {"show": "Show", "done": {"one": "{n} download is done", "other": "{n} downloads are done"}, "of": "{name}!"},
    "de": {"show": "Anzeigen", "done": {"one": "{n} Download ist fertig", "other": "{n} Downloads sind fertig"}},
    "ar": {"done": {"two": "two", "few": "few"}},
}


def test_the_chosen_language_comes_before_the_systems() -> None:
    vocabulary = Vocabulary(CATALOGUES)
    assert vocabulary.words(Language.GERMAN, ["ar"]).say("show") == "Anzeigen"
    assert vocabulary.words(Language.SYSTEM, ["pt_BR", "de_AT", "ar"]).say("show") == "Anzeigen"
    assert vocabulary.words(Language.SYSTEM, ["pt"]).say("show") == "Show"


def test_what_a_language_lacks_is_said_in_english() -> None:
    assert Words(CATALOGUES, "de").say("of", name="x") == "x!"


def test_a_sentence_that_nobody_wrote_is_an_error() -> None:
    with pytest.raises(KeyError):
        Words(CATALOGUES, "de").say("missing")


def test_names_are_put_in_as_they_are() -> None:
    assert Words(CATALOGUES, "en").say("of", name="{name} {n} <b>%s") == "{name} {n} <b>%s!"


def test_the_plural_follows_the_number() -> None:
    words = Words(CATALOGUES, "en")
    assert [words.say("done", count=n) for n in (1, 2)] == ["1 download is done", "2 downloads are done"]
    assert [plural("ar", n) for n in (0, 1, 2, 3, 11, 100, 103)] == [
        *("zero", "one", "two", "few", "many", "other", "few"),
    ]
    assert [plural("fr", n) for n in (0, 1, 2, 1_000_000)] == ["one", "one", "other", "many"]
    assert [plural("es", n) for n in (0, 1, 2, 2_000_000)] == ["other", "one", "other", "many"]
    assert plural("zh", 1) == "other"


@pytest.mark.parametrize(
    ("size", "said"),
    [(0, "0 B"), (999, "999 B"), (1_500, "1.5 kB"), (99_960, "100 kB"), (999_600, "1.0 MB"), (4_200_000_000, "4.2 GB")],
)
def test_amounts_have_the_unit_that_suits(size: int, said: str) -> None:
    assert Words(CATALOGUES, "en").amount(size) == said
    assert Words(CATALOGUES, "de").amount(size) == said.replace(".", ",")


def test_the_systems_languages_are_those_of_the_environment() -> None:
    assert of_environment({"LANG": "de_AT.UTF-8", "LANGUAGE": "fr:de"}) == ["fr", "de", "de_AT"]
    assert of_environment({"LC_ALL": "C.UTF-8", "LANG": "de_AT.UTF-8", "LANGUAGE": "fr"}) == []
    assert of_environment({}) == []
