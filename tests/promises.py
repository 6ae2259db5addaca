"""What Qingshan promises on a bad day: the one table of `run.py trust`.

A test that shows a promise carries `@pytest.mark.trust("its-id")` and may note figures with the
fixture `figures`. A promise that no test shows does not hold.
"""

from __future__ import annotations

PROMISES: dict[str, str] = {
    "who-sees-what": "Nobody sees what is not theirs: each role and each address, by trying",
    "second-wall": "PostgreSQL itself shows no row of another school, by trying in each table",
    "audit-kept": "No statement changes or clears the audit log",
    "web": "What is uploaded is known by its content, and pictures lose their place",
    "strikes": "Nothing written into a field or an address breaks a page, is obeyed, or runs",
    "limits": "Tries to sign in are limited for all processes together",
    "keys": "Other keys than the data was sealed with are told",
    "personal-data": "What is kept of a person leaves when its time is over",
    "kill-capture": "Killed while people write: what was acknowledged is there once",
    "kill-payment": "Killed while money goes out: paid once, numbered once, in balance",
    "kill-offline": "Killed while telephones send: each sheet is there once",
    "kill-load": "Killed while a workbook loads: all of the school is there, or nothing of it",
    "kill-restore": "Killed while a copy is put back: the copy is there, or what was before",
    "kill-backup": "Killed while backing up: the copy of before is whole, or the new one is",
    "power": "What was acknowledged has been handed to the disk before the answer",
    "disk-full": "A full disk is told in a sentence; nothing half is kept",
    "clock-back": "A clock turned back loses nothing and doubles nothing, and is told",
    "two-servers": "Two servers on one database write nothing twice and lose nothing",
    "corrupt-page": "A damaged page of the database is told by doctor",
    "restore": "A restored copy has every row, and its report says what is in it",
    "upgrade": "A database of any earlier version comes up with every value, also when killed",
    "bad-workbook": "No cell of a workbook breaks anything or writes something half",
    "bad-pack": "No text of a programme's file breaks anything",
    "bad-register": "No row of a register breaks the comparison",
    "bad-timetable": "No file of a timetable breaks anything",
    "bad-package": "No bytes in the place of a school's package break anything",
    "bad-evidence": "No bytes in the place of a photograph break anything",
    "bad-request": "No request of a program is answered with a failure of the server",
    "bad-offline": "No sheet from a telephone breaks anything",
}
