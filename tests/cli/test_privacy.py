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


@pytest.mark.trust("personal-data")
def test_who_left_is_erased_by_two_and_a_rehearsal_erases_nobody(installation):
    who = ("privacy", "erase", "--student", "G2001")
    told = installation.json(*who)
    assert told["done"] is False
    assert any(line["table"] == "学生" for line in told["staying"])
    assert installation.run(*who, "--confirm", "--by", "principal").returncode == 2
    told_why = ("--why", "转走了", "--left-on", "2026-07-10")
    assert installation.run(*who, *told_why, "--by", "principal").returncode == 0
    alone = installation.run(*who, "--confirm", "--by", "principal")
    assert (alone.returncode, "请另一位来删" in alone.stderr) == (2, True)
    assert installation.json(*who, "--confirm", "--by", "student_affairs")["done"] is True
    assert installation.run(*who).returncode == 2
