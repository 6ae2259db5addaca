"""People at work until the server is gone: what was acknowledged to whom, and what was not."""

from __future__ import annotations

import io
import re
import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from PIL import Image

from tests.faults.served import GONE, Person, Served, today

if TYPE_CHECKING:
    from collections.abc import Callable


def photograph() -> bytes:
    drawn = io.BytesIO()
    Image.effect_noise((200, 150), 60).convert("RGB").save(drawn, "JPEG")
    return drawn.getvalue()


@dataclass
class Ledger:
    """What people were told is done (`told`), and what they sent without an answer (`unknown`)."""

    told: dict[str, list[Any]] = field(
        default_factory=lambda: {"capture": [], "offline": [], "asked": [], "paid": [], "photo": []}
    )
    unknown: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def done(self, deed: str, what: Any) -> None:
        with self.lock:
            self.told[deed].append(what)

    def no_answer(self, deed: str, sheet: dict[str, Any]) -> None:
        with self.lock:
            self.unknown.append((deed, sheet))

    def mind(self, answer: Any, *expected: int) -> bool:
        if answer.status_code in expected:
            return True
        with self.lock:
            self.wrong.append(f"{answer.status_code} {answer.url} {answer.text[:300]}")
        return False


@dataclass
class Crew:
    """The people of the cast at one server."""

    served: Served
    sessions: dict[str, tuple[str, int]]
    child: int
    photo: bytes = field(default_factory=photograph)
    ledger: Ledger = field(default_factory=Ledger)

    def person(self, who: str) -> Person:
        return Person(self.served, *self.sessions[who])

    def work_until_gone(self) -> list[threading.Thread]:
        """Threads that each do one kind of deed again and again until there is no answer."""
        deeds = (self.capture, self.capture, self.offline, self.offline, self.pay)
        threads = [threading.Thread(target=self._again, args=(deed,)) for deed in deeds]
        for thread in threads:
            thread.start()
        return threads

    def _again(self, deed: Callable[[Person, dict[str, Any]], bool]) -> None:
        person = self.person("homeroom")
        while True:
            sheet: dict[str, Any] = {"once": str(uuid4())}
            try:
                if not deed(person, sheet):
                    return
            except GONE:
                self.ledger.no_answer(deed.__name__, sheet)
                return

    def send_again(self) -> int:
        """What had no answer is sent again, as a person or a telephone does."""
        waiting, self.ledger.unknown = self.ledger.unknown, []
        person = self.person("homeroom")
        for deed, sheet in waiting:
            getattr(self, deed)(person, sheet)
        return len(waiting)

    def capture(self, person: Person, sheet: dict[str, Any]) -> bool:
        """A talk with a child, and a photograph with it."""
        told = {"student": self.child, "date": today(), "content": "聊了聊数学"}
        file = {"evidence": ("photo.jpg", self.photo, "image/jpeg")}
        answer = person.post("/records/new/heart_talk/", told | {"once": sheet["once"]}, files=file)
        if self.ledger.mind(answer, 302):
            self.ledger.done("capture", sheet["once"])
        return answer.status_code == 302

    def offline(self, person: Person, sheet: dict[str, Any]) -> bool:
        """A sheet from the telephone, then its photograph."""
        fields = {"student": str(self.child), "date": today(), "content": "谈了校车"}
        told = {"id": sheet["once"], "kind": "home_visit", "edition": "", "fields": fields}
        answer = person.send("/records/offline/send/", told | {"owner": str(person.account)})
        if not self.ledger.mind(answer, 200) or answer.json()["state"] != "saved":
            self.ledger.wrong.append(answer.text[:300])
            return False
        self.ledger.done("offline", sheet["once"])
        sheet.setdefault("photo", str(uuid4()))
        told = {"owner": person.account, "sheet": sheet["once"], "photo": sheet["photo"]}
        file = {"file": ("photo.jpg", self.photo, "image/jpeg")}
        answer = person.post("/records/offline/photo/", told, files=file)
        if self.ledger.mind(answer, 200) and answer.json()["state"] == "saved":
            self.ledger.done("photo", sheet["photo"])
        return answer.status_code == 200

    def pay(self, person: Person, sheet: dict[str, Any]) -> bool:
        """One asks for a child, another pays it out."""
        if "payment" not in sheet:
            told = {"student": self.child, "amount": "1.50", "purpose": "learning"}
            told |= {"need": "family", "why": "家里修房", "once": sheet["once"]}
            answer = person.post("/care/fund/ask/", told)
            if not self.ledger.mind(answer, 302):
                return False
            self.ledger.done("asked", sheet["once"])
            sheet["payment"] = int(re.findall(r"/payments/(\d+)/", answer.headers["Location"])[0])
        pk = sheet["payment"]
        answer = self.person("principal").post(
            f"/care/fund/payments/{pk}/pay/", {"words": "当面给"}
        )
        if self.ledger.mind(answer, 302):  # also where it was paid before the answer was lost
            self.ledger.done("paid", pk)
        return answer.status_code == 302
