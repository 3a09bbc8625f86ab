"""The environment: what is read, and what each refusal says."""

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from newsroom import env


@pytest.fixture
def write(monkeypatch):
    """`write("true")`: what stands in the variable THING."""
    return lambda value: monkeypatch.setenv("THING", value)


@pytest.fixture(autouse=True)
def empty(monkeypatch):
    monkeypatch.delenv("THING", raising=False)


def test_text_is_trimmed_and_blank_is_unset(write):
    write("  a word ")
    assert env.text("THING") == "a word"

    write("   ")
    assert env.text("THING", "default") == "default"


@pytest.mark.parametrize(
    ("written", "meant"),
    [("true", True), ("YES", True), ("on", True), ("1", True), ("False", False), ("0", False)],
)
def test_boolean(write, written, meant):
    write(written)

    assert env.boolean("THING", default=not meant) is meant


def test_boolean_unset_is_the_default():
    assert env.boolean("THING", default=True) is True


def test_boolean_refuses_other_words(write):
    write("maybe")

    with pytest.raises(ImproperlyConfigured, match="THING is 'maybe'; write true or false"):
        env.boolean("THING", default=False)


def test_words_are_separated_by_commas(write):
    write("a.example, b.example,,")

    assert env.words("THING", []) == ["a.example", "b.example"]


def test_words_unset_are_the_default():
    assert env.words("THING", ["localhost"]) == ["localhost"]


def test_directory_is_absolute_and_may_be_missing(write, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    write("data")

    assert env.directory("THING", Path("/elsewhere")) == tmp_path / "data"


def test_directory_refuses_a_file(write, tmp_path):
    (tmp_path / "file").touch()
    write(str(tmp_path / "file"))

    with pytest.raises(ImproperlyConfigured, match=r"THING is .* which is a file"):
        env.directory("THING", tmp_path)


@pytest.mark.parametrize(
    "address",
    ["https://example.org", "http://localhost:8000", "http://[::1]:8000", "https://a.b.example"],
)
def test_site_url(write, address):
    write(f"{address}/")

    assert env.site_url("THING", "http://default.example") == address


@pytest.mark.parametrize(
    "wrong",
    [
        *("example.org", "ftp://example.org", "https://", "https://example.org/news"),
        *("https://example.org?a=b", "https://me:word@example.org", "https://example.org:99999"),
        *("https://example.org:0", "https://[::1", "https://exam ple.org", "https://a_b.example"),
    ],
)
def test_site_url_refuses(write, wrong):
    write(wrong)

    with pytest.raises(ImproperlyConfigured, match=r"THING is .*write scheme and host alone"):
        env.site_url("THING", "http://default.example")


def test_site_url_is_written_small(write):
    write("HTTPS://Example.ORG")

    assert env.site_url("THING", "http://default.example") == "https://example.org"


def test_time_zone(write):
    write("Europe/Kyiv")

    assert env.time_zone("THING", "UTC") == "Europe/Kyiv"


@pytest.mark.parametrize("wrong", ["Mars/Olympus", "../UTC", "utc+2"])
def test_time_zone_refuses(write, wrong):
    write(wrong)

    with pytest.raises(ImproperlyConfigured, match=r"THING is .*zone of the IANA list"):
        env.time_zone("THING", "UTC")


def test_language(write):
    write("de")

    assert env.language("THING", "en") == "de"


def test_language_refuses(write):
    write("elvish")

    with pytest.raises(ImproperlyConfigured, match="THING is 'elvish'; write a language code"):
        env.language("THING", "en")


def test_secret_key_from_the_environment(write):
    write("from-outside")

    assert env.secret_key("THING", kept_in=None) == "from-outside"


def test_secret_key_is_made_once_and_for_the_owner_alone(tmp_path):
    first = env.secret_key("THING", kept_in=tmp_path / "var")
    second = env.secret_key("THING", kept_in=tmp_path / "var")

    file = tmp_path / "var" / "secret-key"
    assert first == second == file.read_text()
    assert len(first) >= 50
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_secret_key_is_one_for_all_first_processes(tmp_path):
    with ThreadPoolExecutor(8) as pool:
        keys = [pool.submit(env.secret_key, "THING", kept_in=tmp_path / "var") for _ in range(8)]

    assert len({key.result() for key in keys}) == 1
    assert [file.name for file in (tmp_path / "var").iterdir()] == ["secret-key"]


def test_secret_key_refuses_an_empty_file(tmp_path):
    (tmp_path / "secret-key").touch()

    with pytest.raises(ImproperlyConfigured, match="secret-key is empty; delete it"):
        env.secret_key("THING", kept_in=tmp_path)


def test_secret_key_is_required_with_a_database_of_one_s_own():
    with pytest.raises(ImproperlyConfigured, match="THING is missing"):
        env.secret_key("THING", kept_in=None)


def test_database_unset_is_the_embedded_server(tmp_path):
    assert env.database("THING", embedded_in=tmp_path) == {
        "ENGINE": "newsroom.embedded",
        "NAME": "newsroom",
        "OPTIONS": {"directory": tmp_path},
    }


def test_database_address(write, tmp_path):
    write("postgres://ed%40paper:p%2Fw@db.example:5433/the%20paper?sslmode=require")

    assert env.database("THING", embedded_in=tmp_path) == {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "the paper",
        "USER": "ed@paper",
        "PASSWORD": "p/w",
        "HOST": "db.example",
        "PORT": 5433,
        "OPTIONS": {"sslmode": "require"},
    }


@pytest.mark.parametrize(
    "address", ["postgresql:///paper?host=/run/pg", "postgresql://%2Frun%2Fpg/paper"]
)
def test_database_on_a_socket(write, tmp_path, address):
    write(address)

    settings = env.database("THING", embedded_in=tmp_path)

    assert (settings["NAME"], settings["HOST"], settings["OPTIONS"]) == ("paper", "/run/pg", {})


@pytest.mark.parametrize(
    "wrong",
    ["mysql://a/b", "postgres://host", "sqlite:///db", "db.example/paper", "postgres://h:port/n"],
)
def test_database_refuses(write, tmp_path, wrong):
    write(wrong)

    with pytest.raises(ImproperlyConfigured, match="THING"):
        env.database("THING", embedded_in=tmp_path)


def test_database_refusal_does_not_print_the_password(write, tmp_path):
    write("mysql://me:secret-word@host/name")

    with pytest.raises(ImproperlyConfigured) as refusal:
        env.database("THING", embedded_in=tmp_path)

    assert "secret-word" not in str(refusal.value)


def test_mail_unset_is_a_folder(tmp_path):
    assert env.mailer("THING", kept_in=tmp_path) == {
        "BACKEND": "newsroom.mailbox.Folder",
        "OPTIONS": {"directory": tmp_path},
    }


@pytest.mark.parametrize(
    ("address", "meant"),
    [
        ("smtp://mail.example", {}),
        ("smtp://mail.example:2525?tls=0", {"port": 2525}),
        ("smtp://mail.example:587?tls=1", {"port": 587, "use_tls": True}),
        ("smtps://mail.example/", {"use_ssl": True}),
        (
            "smtp://desk%40paper:p%2Fw@mail.example?tls=true",
            {"username": "desk@paper", "password": "p/w", "use_tls": True},
        ),
    ],
)
def test_mail_server(write, tmp_path, address, meant):
    write(address)

    mailer = env.mailer("THING", kept_in=tmp_path)

    plain = {"host": "mail.example", "port": None, "username": "", "password": ""}
    plain |= {"use_tls": False, "use_ssl": False, "timeout": 20}
    assert mailer["BACKEND"] == "django.core.mail.backends.smtp.EmailBackend"
    assert mailer["OPTIONS"] == plain | meant


@pytest.mark.parametrize(
    "wrong",
    [
        *("mail.example", "http://mail.example", "smtp://", "smtp:///path", "smtp://mail/path"),
        *("smtp://mail:port", "smtp://mail:99999", "smtp://mail?tls=maybe", "smtp://mail?ssl=1"),
        *("smtps://mail?tls=1", "smtp://user@mail", "smtp://:word@mail", "smtp://[::1"),
    ],
)
def test_mail_server_refuses(write, tmp_path, wrong):
    write(wrong)

    with pytest.raises(ImproperlyConfigured, match=r"THING is not .*Write smtp://user"):
        env.mailer("THING", kept_in=tmp_path)


def test_mail_refusal_does_not_print_the_password(write, tmp_path):
    write("http://me:secret-word@host")

    with pytest.raises(ImproperlyConfigured) as refusal:
        env.mailer("THING", kept_in=tmp_path)

    assert "secret-word" not in str(refusal.value)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("desk@paper.example", "desk@paper.example"),
        ("The Paper <desk@paper.example>", "The Paper <desk@paper.example>"),
        ('"Paper, The" <desk@paper.example>', '"Paper, The" <desk@paper.example>'),
    ],
)
def test_mailbox(write, written, meant):
    write(written)

    assert env.mailbox("THING", "default@localhost") == meant


def test_mailbox_unset_is_the_default():
    assert env.mailbox("THING", "default@localhost") == "default@localhost"


@pytest.mark.parametrize(
    "wrong",
    [
        *("desk", "desk@", "The Paper", "a@paper.example, b@paper.example"),
        *("Desk <>", "Desk <desk@paper.example>\nBcc: all@paper.example"),
    ],
)
def test_mailbox_refuses(write, wrong):
    write(wrong)

    with pytest.raises(ImproperlyConfigured, match=r"(?s)THING is .*write one address"):
        env.mailbox("THING", "default@localhost")
