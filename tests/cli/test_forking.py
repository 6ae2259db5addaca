"""Workers are forked: never while a thread of the serving process is in the middle of something."""

from __future__ import annotations

import os

import pytest

FORK = """
import os, sys, threading, time
from qingshan.config import serve

held = threading.Event()
def work():
    with serve.at_work:
        held.set()
        time.sleep(0.5)
        done.append(True)
done = []
threading.Thread(target=work).start()
held.wait()
child = os.fork()
if child == 0:
    os._exit(0 if done and serve.at_work.acquire(timeout=1) else 1)
print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), serve.at_work.acquire(timeout=1))
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="nothing is forked on this system")
def test_a_worker_is_forked_only_when_no_thread_is_at_work(empty):
    assert empty.script(FORK).split() == ["0", "True"]
