"""Serving begins, answers, ends at Ctrl-C; a port in use is told."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
from contextlib import closing

import pytest

from tests.cli.ground import ROOT


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.mark.parametrize("command", ["serve", "demo"])
def test_a_port_in_use_is_told_before_anything_is_done(empty, command):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = empty.run(command, "--port", port)
    assert done.returncode == 2
    assert str(port) in done.stderr
    assert "--port" in done.stderr
    assert not (empty.home / "qingshan.sqlite3").exists()


@pytest.mark.skipif(os.name != "posix", reason="signals are POSIX's")
def test_it_serves_the_sign_in_page_with_its_style_and_ends_when_told(installation):
    port = free_port()
    words = [sys.executable, "-m", "qingshan", "serve", "--port", str(port), "--workers", "1"]
    with subprocess.Popen(
        words, env=installation.env, cwd=ROOT, stderr=subprocess.PIPE, text=True
    ) as server:
        try:
            assert f":{port}/" in server.stderr.readline()
            page = ask(port, "/account/login/")
            style = page.split('rel="stylesheet" href="')[1].split('"')[0]
            assert "--paper" in ask(port, style)
        finally:
            server.send_signal(signal.SIGINT)
        assert server.wait(timeout=30) == 0


def ask(port: int, path: str) -> str:
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=20)) as connection:
        connection.request("GET", path)
        answer = connection.getresponse()
        assert answer.status == 200, path
        return answer.read().decode()
