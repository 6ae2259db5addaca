"""`qingshan privacy give`: everything about a person in one file."""

from __future__ import annotations

import zipfile

import pytest


@pytest.mark.trust("personal-data")
def test_a_child_is_given_in_one_file(installation, tmp_path):
    out = tmp_path / "王同学.zip"
    said = installation.json("privacy", "give", "--student", "G2001", "-o", out)
    assert said["opened"] is False
    assert said["rows"] >= 1
    page = zipfile.ZipFile(out).read("打开这里.html").decode()
    assert "王同学" in page
    assert "220802201605062191" not in page
    installation.json("privacy", "give", "--student", "G2001", "-o", out, "--reason", "母亲来要")
    assert "220802201605062191" in zipfile.ZipFile(out).read("打开这里.html").decode()


def test_a_wrong_number_says_so_and_leaves_nothing(installation, tmp_path):
    out = tmp_path / "one.zip"
    for words in (["--student", "X"], [], ["--student", "G2001", "--staff", "T001"]):
        said = installation.run("privacy", "give", *words, "-o", out)
        assert said.returncode == 2
    assert list(tmp_path.iterdir()) == [installation.home]
