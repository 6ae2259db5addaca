import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "qingshan.config.settings")
application = get_wsgi_application()

import qingshan.config.urls  # noqa: E402, F401 - by now, not within a page that is read in English
from qingshan.access.canary import check_keys  # noqa: E402 - models can be read from here on
from qingshan.access.scope import whole_house  # noqa: E402

with whole_house():
    check_keys()  # another server than ours may start this without a command before it
