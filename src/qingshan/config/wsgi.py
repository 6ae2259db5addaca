import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "qingshan.config.settings")
application = get_wsgi_application()

from qingshan.access.canary import check_keys  # noqa: E402 - models can be read from here on

check_keys()  # another server than ours may start this without a command before it
