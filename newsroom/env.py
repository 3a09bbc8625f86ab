"""The environment, read with types. A wrong value stops the start and names its variable."""

import os
import tempfile
import zoneinfo
from contextlib import suppress
from email.headerregistry import Address
from email.utils import parseaddr
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from django.conf.locale import LANG_INFO
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.management.utils import get_random_secret_key
from django.core.validators import validate_email
from django.http.request import split_domain_port

from media import credit_lines

TRUE = {"true", "yes", "on", "1"}
FALSE = {"false", "no", "off", "0"}
# How long a mail server may take to answer.
MAIL_SECONDS = 20


def text(name: str, default: str = "") -> str:
    return os.environ.get(name, "").strip() or default


def boolean(name: str, *, default: bool) -> bool:
    value = text(name).lower()
    if not value:
        return default
    if value not in TRUE | FALSE:
        raise ImproperlyConfigured(f"{name} is '{value}'; write true or false.")
    return value in TRUE


def number(name: str, *, default: int, least: int, most: int) -> int:
    value = text(name, str(default))
    if not (value.isascii() and value.isdigit() and least <= int(value) <= most):
        raise ImproperlyConfigured(
            f"{name} is '{value}'; write a whole number from {least} to {most}."
        )
    return int(value)


def words(name: str, default: list[str]) -> list[str]:
    """A list separated by commas."""
    return [word.strip() for word in text(name).split(",") if word.strip()] or default


def credit_line(name: str, default: str) -> str:
    """How a picture's credit line is composed: “{creator} / {credit}”."""
    value = text(name, default)
    try:
        credit_lines.rule(value)
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} is '{value}'; {error}.") from error
    return value


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


def mailer(name: str, *, kept_in: Path) -> dict:
    """Django's settings of the mail server at `EMAIL_URL`, else of a folder of files."""
    value = text(name)
    if not value:
        return {"BACKEND": "newsroom.mailbox.Folder", "OPTIONS": {"directory": kept_in}}
    try:
        return {
            "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "OPTIONS": mail_server(value),
        }
    except ValueError as error:
        # What was written may hold a password, so it is not repeated.
        raise ImproperlyConfigured(
            f"{name} is not an address of a mail server: {error}. "
            "Write smtp://user:password@host:587?tls=1 or smtps://user:password@host."
        ) from error


def mail_server(value: str) -> dict:
    url = urlsplit(value)
    told = dict(parse_qsl(url.query, keep_blank_values=True))
    tls = told.pop("tls", "0").lower()
    if url.scheme not in {"smtp", "smtps"}:
        raise ValueError("it begins with neither smtp:// nor smtps://")
    if not url.hostname or url.path.strip("/") or url.fragment or told:
        raise ValueError("it wants a host, and after the question mark nothing but tls=1")
    if tls not in TRUE | FALSE or (url.scheme == "smtps" and "tls" in url.query):
        raise ValueError("tls is 1 or 0, and smtps:// has no need of it")
    if bool(url.username) != bool(url.password):
        raise ValueError("user and password come together")
    return {
        "host": url.hostname,
        # Without one Django takes the port that goes with the encryption.
        "port": url.port,
        "username": unquote(url.username or ""),
        "password": unquote(url.password or ""),
        "use_tls": tls in TRUE,
        "use_ssl": url.scheme == "smtps",
        "timeout": MAIL_SECONDS,
    }


def mailbox(name: str, default: str) -> str:
    """Who writes: `desk@example.org`, or `The Paper <desk@example.org>`."""
    value = text(name, default)
    if value == default:
        return default
    label, address = parseaddr(value)
    try:
        validate_email(address)
        return str(Address(label, addr_spec=address)) if label else address
    except (ValidationError, ValueError, IndexError) as error:
        raise ImproperlyConfigured(
            f"{name} is '{value}'; write one address, such as The Paper <desk@example.org>."
        ) from error
