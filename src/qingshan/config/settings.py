"""Django's settings. What an installation may change is in `environment`."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from csp.constants import NONE, SELF

from qingshan.access.keys import keys_at
from qingshan.config import environment

PACKAGE = Path(__file__).resolve().parents[1]
PACKS_DIR = next(  # inside an installed package, beside the sources of a checkout
    (d for d in (PACKAGE / "packs", PACKAGE.parents[1] / "packs") if d.is_dir()),
    PACKAGE / "packs",
)
PACKS_LOOK_AGAIN = 2  # seconds after which the folders of packs are looked at again
QINGSHAN_HOME = environment.HOME
QINGSHAN_HOME.mkdir(parents=True, exist_ok=True)

KEYS_FILE = QINGSHAN_HOME / "keys.json"
KEYS_MADE_NOW = not KEYS_FILE.exists()
_keys = keys_at(
    KEYS_FILE,
    day=f"{date.today()}",  # noqa: DTZ011 - the machine's day
    database=environment.database_file(),
)
KEYS_LOST = not _keys.sealing
SECRET_KEY = _keys.session
LOOKUP_KEY = _keys.lookup

DEBUG = environment.DEBUG
ALLOWED_HOSTS = environment.HOSTS
ROOT_URLCONF = "qingshan.config.urls"
WSGI_APPLICATION = "qingshan.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "qingshan.desk",
    "qingshan.api",
    "qingshan.privacy",
    "qingshan.county",
    "qingshan.reminders",
    "qingshan.reports",
    "qingshan.extract",
    "qingshan.indicators",
    "qingshan.ideals",
    "qingshan.growth",
    "qingshan.character",
    "qingshan.teaching",
    "qingshan.care",
    "qingshan.outcomes",
    "qingshan.voice",
    "qingshan.exchange",
    "qingshan.programmes",
    "qingshan.gatherings",
    "qingshan.records",
    "qingshan.timetable",
    "qingshan.people",
    "qingshan.school",
    "qingshan.access",
    "qingshan.kit",
    "django_cotton.apps.SimpleAppConfig",
    "django_htmx",
    "lucide",
    "rules",
    "auditlog",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "qingshan.kit.answers.SmallerTextMiddleware",  # the school's line is thin
    "qingshan.kit.speaking.LanguageMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "qingshan.access.middleware.AuditTrailMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "qingshan.access.middleware.OwnPasswordMiddleware",
    "qingshan.school.middleware.MemberMiddleware",
    "qingshan.kit.no_room.NoRoomMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "qingshan.kit.marking.WordsLoader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "builtins": [
                "django_cotton.templatetags.cotton",
                "qingshan.kit.templatetags.words",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]

DATABASES = {"default": environment.env.db_url_config(environment.DATABASE_URL)}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["ENGINE"] = "qingshan.kit.queued_sqlite3"
    DATABASES["default"]["OPTIONS"] = {
        # A write takes its lock at once: two writers wait for each other instead of failing.
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            # FULL: what was acknowledged outlives a power failure, not only a killed process.
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA temp_store=MEMORY;"
            "PRAGMA cache_size=-32000; PRAGMA mmap_size=134217728;"
        ),
    }
else:
    # The same few statements are asked all day: the server plans each once a connection.
    # Compiling a statement (jit) takes longer here than running it does.
    DATABASES["default"]["ENGINE"] = "qingshan.access.walled_postgresql"
    DATABASES["default"]["OPTIONS"] = {
        "server_side_binding": True,
        "prepare_threshold": 3,
        "options": "-c jit=off",
    }
DATABASES["default"]["CONN_MAX_AGE"] = 300
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True

AUDITLOG_USE_FK_STRING_REPRESENTATION = True  # the log names people, not keys
AUTH_USER_MODEL = "access.Account"
AUTHENTICATION_BACKENDS = [
    "rules.permissions.ObjectPermissionBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = [
    "qingshan.access.passwords.SchoolArgon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
] + [{"NAME": "qingshan.access.passwords.WordsOfTheHouseValidator"}]

# allauth counts tries in the default cache: a table, so that all processes count together.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "access_counts",
        "OPTIONS": {"MAX_ENTRIES": 100_000},  # above it counts that ran out are cleared first
    }
}

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "desk:home"
ACCOUNT_ADAPTER = "qingshan.access.adapter.ClosedSignupAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_FORMS = {
    "login": "qingshan.access.forms.SignInForm",
    "change_password": "qingshan.access.forms.NewPasswordForm",
}
ACCOUNT_RATE_LIMITS = {
    # A whole school signs in from one address at the first bell.
    "login": "600/m/ip",
    "login_failed": "60/m/ip,5/300s/key",
    # Families: a village may share one address; too few to guess twelve digits by.
    "complain": "20/h/ip",
    "follow": "30/m/ip",
    "answer": "60/m/ip",
    "wishes": "30/900s/key",  # the links are signed: nobody guesses one
}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = True
MFA_ADAPTER = "qingshan.access.adapter.SealedMfaAdapter"
MFA_ALLOW_UNVERIFIED_EMAIL = True  # nobody signs up, so nobody can take an address
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "青山"

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "中文"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]
LANGUAGE_COOKIE_NAME = "language"
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
TIME_ZONE = environment.TIME_ZONE
USE_TZ = True
USE_I18N = True

STATIC_URL = "static/"
STATIC_ROOT = QINGSHAN_HOME / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_ROOT = QINGSHAN_HOME / "evidence"
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 2**20
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 2**20

# Django's own names come out of the URL: EMAIL_HOST, EMAIL_PORT, EMAIL_USE_SSL …
globals().update(environment.env.email_url_config(environment.EMAIL_URL or "dummymail://"))
EMAIL_TIMEOUT = 20  # seconds
DEFAULT_FROM_EMAIL = environment.EMAIL_FROM
REMINDERS_BY_EMAIL = bool(environment.EMAIL_URL)
PUBLIC_ADDRESS = environment.ADDRESS
ROBOT_ADDRESSES = frozenset(environment.ROBOT_HOSTS)

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 14 * 24 * 3600
if environment.HTTPS:
    ALLAUTH_TRUSTED_PROXY_COUNT = 1  # the one that speaks https for us tells who asks
    SECURE_SSL_REDIRECT = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    LANGUAGE_COOKIE_SECURE = True
    # A browser takes such a name from this host alone, over https alone: no neighbour sets ours.
    SESSION_COOKIE_NAME = "__Host-sessionid"
    CSRF_COOKIE_NAME = "__Host-csrftoken"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
