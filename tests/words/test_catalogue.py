"""The English catalogue holds every sentence of the house, and says all that the Chinese does."""

from __future__ import annotations

import re
from collections import Counter
from string import Formatter

import pytest

from qingshan.kit.marking import CHINESE
from qingshan.kit.words import ENDINGS
from tests.tools.words import catalogue, files_of
from tests.words.finding import CATALOGUE, english, said_by_scripts, sentences

TAG = re.compile(r"</?\w+(?:\s[^>]*)?>")
PLACE_OF_SCRIPT = re.compile(r"\{\w+(:s)?\}")
CHINESE_IN_ENGLISH: dict[str, str] = {}
"""Sentences whose English has Chinese in it, and why."""


@pytest.fixture(scope="module", name="english")
def its_english() -> dict[str, str]:
    return english()


def test_every_sentence_stands_in_it_and_nothing_else(english):
    assert set(english) == set(sentences())


def test_it_is_as_it_is_written_from_the_sources():
    """For people, for the server and for scripts; `python tests/tools/words.py` writes it."""
    files = files_of(catalogue())
    assert [path.name for path, data in files.items() if path.read_bytes() != data] == []


def test_scripts_fill_the_places_that_they_say(english):
    """They know of one ending, that of a plural."""
    told = {said: english[said] for _, said in said_by_scripts()}
    wrong = {said: t for said, t in told.items() if PLACE_OF_SCRIPT.sub("", t).count("{")}
    assert wrong == {}
    assert len(told) > 40


def test_no_sentence_is_left_without_english(english):
    assert [
        said for said, told in english.items() if not told.strip() and said.strip("。，）”")
    ] == []


def test_nothing_in_it_is_a_guess():
    assert b"#, fuzzy" not in CATALOGUE.read_bytes()


def test_the_places_of_a_sentence_are_the_same_in_both_languages(english):
    wrong = {s: t for s, t in english.items() if places(t) != places(s)}
    assert wrong == {}


def test_the_markup_of_a_sentence_is_the_same_in_both_languages(english):
    wrong = {s: t for s, t in english.items() if Counter(TAG.findall(s)) != Counter(TAG.findall(t))}
    assert wrong == {}


def test_an_attribute_cannot_be_ended_by_its_english(english):
    assert [s for s, t in english.items() if t.count('"') != s.count('"')] == []


def test_no_chinese_is_left_in_the_english(english):
    left = {s for s, told in english.items() if CHINESE.search(told)}
    assert left == set(CHINESE_IN_ENGLISH)


def places(sentence: str) -> set[str]:
    """Each place with how it is written there; what English alone needs does not count."""
    found = set()
    for number, (_, name, spec, turned) in enumerate(Formatter().parse(sentence)):
        if name is not None:
            shown = "" if spec in ENDINGS else spec
            found.add(f"{name or f'at {number}'}!{turned}:{shown}")
    return found
