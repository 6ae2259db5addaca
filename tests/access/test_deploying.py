"""What holds when the school serves over https."""

from __future__ import annotations

import json
import os
import subprocess
import sys

ASK = """
import json, django
django.setup()
from django.conf import settings
names = ("SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE",
         "SESSION_COOKIE_HTTPONLY", "SECURE_HSTS_SECONDS", "SECURE_SSL_REDIRECT")
print(json.dumps({name: getattr(settings, name) for name in names}))
"""


def test_cookies_of_an_https_house_are_its_hosts_alone(tmp_path):
    env = {
        **os.environ,
        "QINGSHAN_HTTPS": "1",
        "QINGSHAN_HOME": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "qingshan.config.settings",
    }
    done = subprocess.run([sys.executable, "-c", ASK], env=env, capture_output=True, text=True)
    said = json.loads(done.stdout)
    assert said["SESSION_COOKIE_NAME"].startswith("__Host-")
    assert said["CSRF_COOKIE_NAME"].startswith("__Host-")
    assert said["SECURE_HSTS_SECONDS"] >= 365 * 24 * 3600
    assert all(said[name] for name in said if name.startswith(("SESSION", "CSRF", "SECURE")))
