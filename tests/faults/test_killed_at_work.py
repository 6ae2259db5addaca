"""The server is killed while people write things down, pay out, and telephones send what waited."""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import dataclass

import pytest

from tests.faults import books
from tests.faults.conftest import seeded
from tests.faults.deeds import Crew
from tests.faults.served import Served, sessions_of

LONGEST = 1.0  # seconds of work before the blow
MOST = 20  # few rounds on a slow machine go on until somebody has been answered


@dataclass
class Tally:
    rounds: int = 0
    sent_again: int = 0
    left_over: int = 0


def settled(crew: Crew, installation) -> None:
    """Everything that was acknowledged is there, once; whatever else is there is whole."""
    told = crew.ledger.told
    held, asked = books.records(installation), books.mind_the_fund(installation)
    assert {held[once] for once in told["capture"] + told["offline"]} <= {1}
    assert max(held.values(), default=1) == 1
    assert {asked[once] for once in told["asked"]} <= {1}
    assert max(asked.values(), default=1) == 1
    assert set(told["paid"]) <= books.paid(installation)
    photos = books.rows(installation, "SELECT once FROM records_evidence WHERE once IS NOT NULL")
    kept = Counter(books.named(once) for (once,) in photos)
    assert {kept[photo] for photo in told["photo"]} <= {1}
    books.mind_the_log(installation)
    books.mind_the_file(installation)


@pytest.fixture(scope="module")
def worked(house_of_the_module, rounds):
    """The rounds, once for all that is asserted of them."""
    chance, installation, tally = seeded(), house_of_the_module, Tally()
    (child,) = books.rows(installation, "SELECT id FROM people_student WHERE number = 'G2001'")
    served = Served(installation)
    crew = Crew(served, sessions_of(installation), child[0])
    try:
        while tally.rounds < rounds or (tally.rounds < MOST and not all(crew.ledger.told.values())):
            served.start()
            tally.sent_again += crew.send_again()
            threads = crew.work_until_gone()
            time.sleep(chance.uniform(0.02, LONGEST))
            served.kill()
            for thread in threads:
                thread.join()
            assert crew.ledger.wrong == []
            settled(crew, installation)
            tally.left_over = books.mind_the_evidence(installation)
            tally.rounds += 1
        served.start()
        tally.sent_again += crew.send_again()
    finally:
        served.kill()
    settled(crew, installation)
    assert served.tracebacks() == 0
    return crew, installation, tally


@pytest.mark.trust("kill-capture")
def test_what_was_said_to_be_written_down_is_there_once_with_its_photograph(worked, figures):
    crew, installation, tally = worked
    told = crew.ledger.told["capture"]
    assert told
    held = books.records(installation)
    assert all(held[once] == 1 for once in told)
    books.mind_the_evidence(installation)
    figures(
        rounds=tally.rounds,
        acknowledged=len(told),
        sent_again=tally.sent_again,
        files_left_over=tally.left_over,
    )


@pytest.mark.trust("kill-payment")
def test_what_was_paid_is_paid_once_and_the_fund_balances(worked, figures):
    crew, installation, tally = worked
    told = crew.ledger.told["paid"]
    assert told
    assert len(set(told)) == len(told)
    books.mind_the_fund(installation)
    figures(rounds=tally.rounds, acknowledged=len(told))


@pytest.mark.trust("kill-offline")
def test_what_a_telephone_sent_is_there_once_however_often_it_was_sent(worked, figures):
    crew, installation, tally = worked
    told = crew.ledger.told["offline"]
    assert told
    held = books.records(installation)
    assert all(held[once] == 1 for once in told)
    figures(rounds=tally.rounds, acknowledged=len(told), photographs=len(crew.ledger.told["photo"]))
