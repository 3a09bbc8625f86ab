"""The settings of the site, read top to bottom. What differs by place comes from `env`."""

from pathlib import Path
from urllib.parse import urlsplit

from django.http.request import split_domain_port
from django.utils.csp import CSP

from articles.embeds import EMBED_FRAME_HOSTS
from newsroom import env

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = env.directory("VAR_DIR", BASE_DIR / "var")

# Where the site is

SITE_URL = env.site_url("SITE_URL", "http://localhost:8000")
SITE_HOST, _ = split_domain_port(urlsplit(SITE_URL).netloc)
DEBUG = env.boolean("DEBUG", default=False)
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", [SITE_HOST, "localhost", "127.0.0.1", "[::1]"])

# The rooms, highest first: a room imports only what stands below it

INSTALLED_APPS = [
    # First, so that our admin can take the place of their own.
    "taggit",
    "procrastinate.contrib.django",
    "newsroom.apps.NewsroomConfig",
    "articles.apps.ArticlesConfig",
    "authors.apps.AuthorsConfig",
    "media.apps.MediaConfig",
    "ckeditor",
    "newsroom.apps.DeskConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.forms",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "newsroom.middleware.CompressText",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "newsroom.middleware.by_side",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "newsroom.middleware.desk_cookie",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "newsroom.middleware.source",
    "newsroom.middleware.AskAgainLater",
    "newsroom.middleware.publication",
    "newsroom.middleware.DoWhatIsDue",
]

ROOT_URLCONF = "newsroom.urls"
WSGI_APPLICATION = "newsroom.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.csp",
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# Our widgets are drawn by templates of ours.
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# What is kept

DATABASES = {
    "default": env.database("DATABASE_URL", embedded_in=VAR_DIR / "postgres")
    # A server that was restarted costs no request.
    | {"CONN_HEALTH_CHECKS": True}
}
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_ROOT = VAR_DIR / "uploads"
STATIC_ROOT = VAR_DIR / "static"
STATIC_URL = "/static/"
STATICFILES_FINDERS = ["newsroom.staticfiles.UsedFilesFinder"]

# The publication's own time and language

TIME_ZONE = env.time_zone("TIME_ZONE", "UTC")
LANGUAGE_CODE = env.language("LANGUAGE_CODE", "en")
FORMAT_MODULE_PATH = ["newsroom.formats"]

# Who may do what

CREDIT_LINE = env.credit_line("CREDIT_LINE", default="{creator} / {credit}")
# The largest picture that is taken: of the file, and of what it holds.
PICTURE_MEGABYTES = env.number("PICTURE_MEGABYTES", default=40, least=1, most=500)
PICTURE_MEGAPIXELS = env.number("PICTURE_MEGAPIXELS", default=100, least=1, most=400)
FILE_UPLOAD_HANDLERS = [
    "media.uploading.NoMoreThanIsTaken",
    *("django.core.files.uploadhandler.MemoryFileUploadHandler",),
    *("django.core.files.uploadhandler.TemporaryFileUploadHandler",),
]
# What readers see where a picture's rights have ended: the picture still, or words in its place.
HIDE_ENDED_PICTURES = env.boolean("HIDE_ENDED_PICTURES", default=False)
# Nobody publishes what only they have read.
FOUR_EYES = env.boolean("FOUR_EYES", default=False)

# Who may come in

AUTH_USER_MODEL = "authors.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in [
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    ]
]
LOGIN_URL = "admin:login"
LOGIN_REDIRECT_URL = "admin:index"

# Mail to those at the desk whom a deed concerns

MAILERS = {"default": env.mailer("EMAIL_URL", kept_in=VAR_DIR / "mail")}
DEFAULT_FROM_EMAIL = env.mailbox("EMAIL_FROM", f"newsroom@{SITE_HOST}")

# What a browser is told

SECRET_KEY = env.secret_key("SECRET_KEY", kept_in=None if env.text("DATABASE_URL") else VAR_DIR)
ENCRYPTED = SITE_URL.startswith("https://")
SECURE_SSL_REDIRECT = ENCRYPTED
# What watches over the site asks from inside, without encryption.
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SESSION_COOKIE_SECURE = ENCRYPTED
CSRF_COOKIE_SECURE = ENCRYPTED
CSRF_COOKIE_HTTPONLY = True
SECURE_HSTS_SECONDS = 31_536_000 if ENCRYPTED else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = ENCRYPTED
SECURE_HSTS_PRELOAD = ENCRYPTED
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
X_FRAME_OPTIONS = "DENY"

# Readers' pages need no inline script or style, and no frame but a provider's player.
SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "font-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "connect-src": [CSP.SELF],
    "media-src": [CSP.SELF],
    "manifest-src": [CSP.SELF],
    "frame-src": EMBED_FRAME_HOSTS,
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
}
# The desk's pages use Django's nonce.
DESK_CSP = {
    "default-src": [CSP.SELF],
    "script-src": [CSP.SELF, CSP.NONCE],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:", "blob:"],
    "object-src": [CSP.NONE],
    "base-uri": [CSP.SELF],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.NONE],
}
# CKEditor writes `onclick` on its buttons and styles into its page; no other page of ours may.
EDITOR_CSP = DESK_CSP | {
    "script-src-attr": [CSP.UNSAFE_INLINE],
    "style-src": [CSP.SELF, CSP.UNSAFE_INLINE],
}
# A preview is a page of readers', shown beside the story form.
PREVIEW_CSP = SECURE_CSP | {"frame-ancestors": [CSP.SELF]}

# Libraries

TAGGIT_CASE_INSENSITIVE = True
# Where a room says what the worker does for it.
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"
# CKEditor 4 has no further releases; docs/developers.md lists what closes each advisory.
SILENCED_SYSTEM_CHECKS = ["ckeditor.W001"]

# Django's default hides a server's errors from its console.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        # A reader's wrong address is no fault of the site's.
        "django.request": {"level": "ERROR"},
        "django.security.DisallowedHost": {"level": "CRITICAL"},
    },
}
