"""The product's own settings on a home that is thrown away, with a quick password hash."""

import os
import tempfile

os.environ.setdefault("QINGSHAN_REMIND", "0")  # a served school writes letters when asked only
os.environ.setdefault("QINGSHAN_HOME", tempfile.mkdtemp(prefix="qingshan-tests-"))

from qingshan.config.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):  # noqa: F405
    DATABASES["default"]["TEST"] = {"NAME": ":memory:"}  # noqa: F405 - each of several workers its own
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True
PACKS_LOOK_AGAIN = 0
