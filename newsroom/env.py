"""The environment, read with types. A wrong value stops the start and names its variable."""

import os
import tempfile
import zoneinfo
from contextlib import suppress
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from django.conf.locale import LANG_INFO
from django.core.exceptions import ImproperlyConfigured
from django.core.management.utils import get_random_secret_key
from django.http.request import split_domain_port

TRUE = {"true", "yes", "on", "1"}
FALSE = {"false", "no", "off", "0"}


def text(name: str, default: str = "") -> str:
    return os.environ.get(name, "").strip() or default


def boolean(name: str, *, default: bool) -> bool:
    value = text(name).lower()
    if not value:
        return default
    if value not in TRUE | FALSE:
        raise ImproperlyConfigured(f"{name} is '{value}'; write true or false.")
    return value in TRUE


def words(name: str, default: list[str]) -> list[str]:
    """A list separated by commas."""
    return [word.strip() for word in text(name).split(",") if word.strip()] or default


def directory(name: str, default: Path) -> Path:
    path = Path(text(name, str(default))).expanduser().absolute()
    if path.exists() and not path.is_dir():
        raise ImproperlyConfigured(f"{name} is '{path}', which is a file; name a directory.")
    return path


def site_url(name: str, default: str) -> str:
    """The address of the site without a path: `https://example.org`."""
    value = text(name, default).rstrip("/").lower()
    try:
        parts = urlsplit(value)
        valid = parts.scheme in {"http", "https"} and parts.port != 0
    except ValueError:
        valid = False
    # What Django itself refuses as a host would answer no request.
    if (
        not valid
        or value != f"{parts.scheme}://{parts.netloc}"
        or not any(split_domain_port(parts.netloc))
    ):
        raise ImproperlyConfigured(
            f"{name} is '{value}'; write scheme and host alone, such as https://example.org."
        )
    return value


def time_zone(name: str, default: str) -> str:
    value = text(name, default)
    if value not in zoneinfo.available_timezones():
        raise ImproperlyConfigured(
            f"{name} is '{value}'; write a zone of the IANA list, such as Europe/London."
        )
    return value


def language(name: str, default: str) -> str:
    value = text(name, default).lower()
    if value not in LANG_INFO:
        raise ImproperlyConfigured(f"{name} is '{value}'; write a language code, such as en.")
    return value


def secret_key(name: str, *, kept_in: Path | None) -> str:
    """The signing key: from the environment, else made once and kept in `kept_in`."""
    if value := text(name):
        return value
    if kept_in is None:
        raise ImproperlyConfigured(
            f"{name} is missing; with DATABASE_URL set, write 50 random characters there."
        )
    file = kept_in / "secret-key"
    kept_in.mkdir(parents=True, exist_ok=True)
    if not file.exists():
        with tempfile.NamedTemporaryFile("w", dir=kept_in) as draft:
            draft.write(get_random_secret_key())
            draft.flush()
            # A link never replaces: of several first processes one wins and all read its key.
            with suppress(FileExistsError):
                file.hardlink_to(draft.name)
    key = file.read_text().strip()
    if not key:
        raise ImproperlyConfigured(f"{file} is empty; delete it, and a new key is made.")
    return key


def database(name: str, *, embedded_in: Path) -> dict:
    """Django's connection settings for `DATABASE_URL`, else for the embedded server."""
    value = text(name)
    if not value:
        return {
            "ENGINE": "newsroom.embedded",
            "NAME": "newsroom",
            "OPTIONS": {"directory": embedded_in},
        }
    try:
        url = urlsplit(value)
        port = url.port or ""
    except ValueError as error:
        raise ImproperlyConfigured(f"{name}: {error}.") from error
    if url.scheme not in {"postgres", "postgresql"} or not url.path.strip("/"):
        raise ImproperlyConfigured(
            f"{name} is not an address of a PostgreSQL database; "
            "write postgres://user:password@host:5432/name."
        )
    options = dict(parse_qsl(url.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(url.path.strip("/")),
        "USER": unquote(url.username or ""),
        "PASSWORD": unquote(url.password or ""),
        "HOST": options.pop("host", unquote(url.hostname or "")),
        "PORT": port,
        "OPTIONS": options,
    }
