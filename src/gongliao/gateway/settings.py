"""Django settings, from the environment alone; there are no per-environment files."""

from pathlib import Path

from pghistory.config import ContextJSONField

from gongliao.gateway.environment import database_settings, read_environment

ENVIRONMENT = read_environment()

SECRET_KEY = ENVIRONMENT.secret_key
DEBUG = ENVIRONMENT.debug
ALLOWED_HOSTS = list(ENVIRONMENT.allowed_hosts)
CSRF_TRUSTED_ORIGINS = list(ENVIRONMENT.trusted_origins)

# "default" is the application role, which owns nothing; "owner" is used by migrations alone.
DATABASES = {
    "default": database_settings(ENVIRONMENT.database_url),
    "owner": database_settings(ENVIRONMENT.owner_url or ENVIRONMENT.database_url),
}
# Postings repeat a few statements, which stay prepared (platform.database.wire): each is planned once a connection.
DATABASES["default"]["OPTIONS"]["options"] = "{} -c plan_cache_mode=force_generic_plan".format(
    DATABASES["default"]["OPTIONS"].get("options", "")
).strip()
DATABASES["default"]["OPTIONS"]["pool"] = {
    "min_size": 1,
    "max_size": ENVIRONMENT.pool_size,
    "timeout": 10,
}
DATABASE_APPLICATION_ROLE = DATABASES["default"]["USER"] or "gongliao_app"

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "pgtrigger",
    "pghistory",
    "procrastinate.contrib.django",
    "allauth",
    "allauth.account",
    "allauth.headless",
    "gongliao.platform",
    "gongliao.catalog",
    "gongliao.projects",
    "gongliao.ledger",
    "gongliao.procurement",
    "gongliao.costing",
    "gongliao.inventory",
    "gongliao.reports",
    "gongliao.onboarding",
    "gongliao.gateway",
]

MIDDLEWARE = [
    "gongliao.gateway.middleware.SecureHeadersMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "gongliao.gateway.middleware.RequestContextMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "gongliao.gateway.urls"
WSGI_APPLICATION = "gongliao.gateway.wsgi.application"
APPEND_SLASH = False
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": ["django.template.context_processors.request"]},
    }
]

USE_TZ = True
TIME_ZONE = "UTC"
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "中文"), ("en", "English")]

AUTH_USER_MODEL = "platform.User"
AUTHENTICATION_BACKENDS = ["gongliao.platform.access.sessions.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

HEADLESS_ONLY = True
HEADLESS_CLIENTS = ("browser",)
HEADLESS_FRONTEND_URLS = {"account_signup": "/sign-in", "account_reset_password_from_key": "/reset/{key}"}
ACCOUNT_ADAPTER = "gongliao.gateway.accounts.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_RATE_LIMITS = {"login_failed": "30/m/ip,5/300s/key"}

ACCOUNT_LOGIN_TIMEOUT = 900
# User names are kept in lower case, so that no two differ by case alone.
ACCOUNT_PRESERVE_USERNAME_CASING = False
ALLAUTH_TRUSTED_PROXY_COUNT = ENVIRONMENT.trusted_proxies

# Rate limits must hold over all web processes, so the counters live in the database. They must not be culled for new
# ones either, or a flood of made-up names would clear the count of the one under attack.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "django_cache",
        "OPTIONS": {"MAX_ENTRIES": 1_000_000},
    }
}

SESSION_ENGINE = "gongliao.platform.access.sessions"
SESSION_COOKIE_NAME = "gongliao_session"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 14 * 24 * 3600
SESSION_COOKIE_SECURE = ENVIRONMENT.secure_cookies
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SECURE = ENVIRONMENT.secure_cookies
CSRF_FAILURE_VIEW = "gongliao.gateway.problems.csrf_failure"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if ENVIRONMENT.secure_cookies else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ENVIRONMENT.trusted_proxies else None
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

# The audit row carries who and which request itself, so that no table stands outside the tenant.
PGHISTORY_CONTEXT_FIELD = ContextJSONField()
PGHISTORY_APPEND_ONLY = False  # the schema editor's own trigger and grants do it for every append-only table alike
PGTRIGGER_MIGRATIONS = True

WEB_CLIENT = Path(__file__).resolve().parent.parent / "web"
WHITENOISE_ROOT = str(WEB_CLIENT) if WEB_CLIENT.is_dir() else None
WHITENOISE_ALLOW_ALL_ORIGINS = False
# The build names its files by their content, so a browser may keep them for ever.
WHITENOISE_IMMUTABLE_FILE_TEST = r"^/assets/.+[-.][\w-]{8,}\.\w+$"
STATIC_URL = "/static/"

ATTACHMENTS = ENVIRONMENT.home / "attachments"
ATTACHMENT_BYTES_MAX = 20 * 1024 * 1024

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {"procrastinate": {"level": "WARNING"}, "django.request": {"level": "ERROR"}},
}
