"""Rules of the house that no linter knows."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from django.apps import apps
from django.db.models import ForeignKey, ManyToManyField

from qingshan.kit.leaving import all_leaving
from tests.tools.systems import claimed as claims

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "qingshan"
TEMPLATES = sorted(PACKAGE.rglob("templates/**/*.html"))
FILES = sorted(PACKAGE.rglob("*.py"))


def layers() -> list[set[str]]:
    """The order of the apps from top to bottom, as the import contract has it."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    listed = project["tool"]["importlinter"]["contracts"][0]["layers"]
    return [set(re.findall(r"\w+", layer)) for layer in listed]


def test_no_foreign_key_points_upwards():
    """import-linter does not see a relation that names its model by a string."""
    height = {app: n for n, names in enumerate(layers()) for app in names}
    wrong = [
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        if model.__module__.startswith("qingshan.")
        for field in model._meta.get_fields()
        if isinstance(field, ForeignKey | ManyToManyField)
        and (target := field.related_model._meta.app_label) in height
        and height[target] < height[model._meta.app_label]
    ]
    assert wrong == []


def test_wings_do_not_point_at_each_other():
    wings = next(names for names in layers() if "care" in names)
    wrong = [
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        if model._meta.app_label in wings
        for field in model._meta.get_fields()
        if isinstance(field, ForeignKey | ManyToManyField)
        and field.related_model._meta.app_label in wings - {model._meta.app_label}
    ]
    assert wrong == []


def test_every_row_belongs_to_a_school():
    """Accounts and counties stand above schools; files of programmes and keys are the house's."""
    above = {"Account", "County", "School", "Preference", "Edition", "Pin", "KeyCheck"}
    homeless = [
        model.__name__
        for model in apps.get_models()
        if model.__module__.startswith("qingshan.")
        and model.__name__ not in above
        and "school" not in {field.name for field in model._meta.get_fields()}
    ]
    assert homeless == []


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_a_template_holds_no_inline_script_or_style(template):
    text = template.read_text("utf-8")
    assert not re.search(r"\son[a-z]+\s*=", text), "an inline event handler"
    assert not re.search(r"\sstyle\s*=", text), "an inline style"
    assert not re.search(r"<script(?![^>]*\bsrc=)[^>]*>", text), "an inline script"
    assert "http://" not in text.replace("http://www.w3.org/", "")
    assert "https://" not in text


@pytest.mark.parametrize("file", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_file_stays_readable(file):
    lines = file.read_text("utf-8").count("\n")
    assert lines <= 320 or "migrations" in file.parts


def test_what_an_app_says_leaves_is_seen_to_by_the_common_job():
    """A retention module that nobody calls keeps everything for ever."""
    seen_to = {one.scrub.__module__ for one in all_leaving()}
    written = {
        ".".join(file.relative_to(PACKAGE.parent).with_suffix("").parts)
        for file in PACKAGE.rglob("retention.py")
    }
    assert written == seen_to


def test_no_room_for_odds_and_ends():
    odd = {"utils", "helpers", "common", "misc"}
    assert [f for f in FILES if f.stem in odd or odd & set(f.parts)] == []


def test_every_system_that_claims_to_work_has_a_test_that_drives_it():
    """What `run.py systems` prints with results; here that the claim is not empty."""
    ids = re.findall(r"^\| ([A-Z]\d) \|", (ROOT / "docs/systems.md").read_text("utf-8"), re.M)
    assert len(ids) == len(set(ids)), "a system stands twice in docs/systems.md"
    claimed = {key for key, (_, works) in claims().items() if works}
    driven = set()
    for file in (ROOT / "tests").rglob("test_*.py"):
        for words in re.findall(r"mark\.system\(([^)]*)\)", file.read_text("utf-8")):
            driven |= set(re.findall(r"\w+", words))
    assert claimed - driven == set()
