"""`demo` makes a school once, tells how to sign in, and stays away from real schools."""

from __future__ import annotations


def test_it_makes_a_school_and_tells_one_sign_in_a_role(empty):
    first = empty.run("demo", "--no-serve", "--port", "8123")
    assert first.returncode == 0, first.stderr
    assert "http://localhost:8123/" in first.stdout
    for word in (
        "管理员",
        "校长",
        "党支部书记",
        "学生事务主任",
        "教研组长",
        "班主任",
        "特岗教师",
        "县区",
    ):
        assert word in first.stdout
    again = empty.run("demo", "--no-serve", "--port", "8123")
    assert again.stdout == first.stdout
    told = empty.json("indicators", "--as-of", "2099-01-01")
    assert told["indicators"]["care.visits"]["value"] == 207


def test_it_does_not_go_beside_a_real_school(installation):
    done = installation.run("demo", "--no-serve")
    assert done.returncode == 2
    assert "青山镇学校" in done.stderr
    assert "QINGSHAN_HOME" in done.stderr
