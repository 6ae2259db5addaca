"""Two servers on one database, both asked the same things by the same people at once."""

from __future__ import annotations

import threading
from uuid import uuid4

import pytest

from tests.faults import books
from tests.faults.deeds import Crew
from tests.faults.served import Served, sessions_of


@pytest.mark.trust("two-servers")
def test_what_is_sent_to_both_at_once_is_done_once(house, rounds, figures):
    """A sheet's own name, a payment, a number of the fund: none of them is taken twice."""
    (child,) = books.rows(house, "SELECT id FROM people_student WHERE number = 'G2001'")
    sessions, servers = sessions_of(house), [Served(house, workers=1), Served(house, workers=1)]
    crews = [Crew(served, sessions, child[0]) for served in servers]
    sent = min(5 * rounds, 200)
    try:
        for served in servers:
            served.start()
        for _ in range(sent):
            at_both(crews, "capture", {"once": str(uuid4())})
            at_both(crews, "offline", {"once": str(uuid4()), "photo": str(uuid4())})
            at_both(crews, "pay", {"once": str(uuid4())})
    finally:
        for served in servers:
            served.kill()
    assert [crew.ledger.wrong for crew in crews] == [[], []]
    assert sum(served.tracebacks() for served in servers) == 0
    held, asked = books.records(house), books.mind_the_fund(house)
    assert sorted(held.values()) == [1] * 2 * sent
    assert sorted(asked.values()) == [1] * sent
    assert len(books.paid(house)) == sent
    told = {once for crew in crews for once in crew.ledger.told["capture"]}
    assert told <= set(held)
    books.mind_the_log(house)
    books.mind_the_file(house)
    figures(sheets_sent_to_both=3 * sent)


def at_both(crews: list[Crew], deed: str, sheet: dict) -> None:
    def at(crew: Crew) -> None:
        getattr(crew, deed)(crew.person("homeroom"), dict(sheet))

    threads = [threading.Thread(target=at, args=(crew,)) for crew in crews]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
