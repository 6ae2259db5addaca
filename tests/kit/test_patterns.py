from __future__ import annotations

import re


def test_the_pattern_page_shows_every_component(client, cast):
    page = cast.sign_in(client, "teacher").get("/kit/").content.decode()
    assert page.count("<h1") == 1
    assert "<c-" not in page
    assert 'class="button block' not in page
    for shown in ('class="figure"', "<progress", 'class="empty"', 'class="tag due"', "<fieldset"):
        assert shown in page


def test_a_wrong_field_names_its_error_to_a_screen_reader(client, cast):
    page = cast.sign_in(client, "teacher").get("/kit/").content.decode()
    field = re.search(r'<input type="date"[^>]*>', page)
    assert field
    assert 'aria-invalid="true"' in field[0]
    assert 'aria-describedby="id_day_error"' in field[0]
    assert 'id="id_day_error"' in page


def test_a_stranger_is_asked_to_sign_in(client, db):
    assert "/account/login/" in client.get("/kit/")["Location"]
