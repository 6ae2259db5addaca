"""Pages of those who are signed in are kept by nobody."""


def test_a_page_is_not_shown_again_by_back_after_signing_out(client, cast):
    cast.sign_in(client, "principal")
    for address in ("/", "/people/students/", "/records/", "/search/?q=w"):
        assert "no-store" in client.get(address)["Cache-Control"], address


def test_a_stranger_page_may_be_kept(client, db):
    assert not client.get("/account/reset/nowhere/").has_header("Cache-Control")
