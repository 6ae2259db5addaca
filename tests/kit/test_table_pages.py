from __future__ import annotations

PATH = "/people/accounts/"


def ask(client, query: str):
    return client.get(
        f"{PATH}{query}", headers={"HX-Request": "true", "HX-Target": "accounts-table"}
    )


def test_htmx_gets_the_rows_only_and_a_clean_address(client, cast):
    cast.sign_in(client, "administrator")
    answer = ask(client, "?q=吴&role=&state=&sort=")
    page = answer.content.decode()
    assert "吴老师" in page
    assert "<html" not in page
    assert answer["HX-Push-Url"] == "/people/accounts/?q=%E5%90%B4"


def test_the_same_address_opens_as_a_whole_page(client, cast):
    page = cast.sign_in(client, "administrator").get(f"{PATH}?q=吴").content.decode()
    assert "<html" in page
    assert 'value="吴"' in page
    assert "赵校长" not in page.split("<tbody", 1)[1]


def test_whoever_was_signed_out_meanwhile_is_sent_to_sign_in_as_a_whole(client, cast):
    answer = ask(client, "?q=吴")
    assert answer["HX-Redirect"].startswith("/account/login/")


def test_the_table_speaks_to_a_screen_reader(client, cast):
    page = cast.sign_in(client, "administrator").get(f"{PATH}?sort=-name").content.decode()
    for said in ("<caption", 'scope="col"', 'scope="row"', 'aria-sort="descending"', "aria-live"):
        assert said in page
    assert 'for="accounts-q"' in page
