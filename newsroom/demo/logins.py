"""One login a role, with random passwords that are kept beside the site, not in it."""

import json
import os
import secrets
from dataclasses import asdict, dataclass
from pathlib import Path

from django.conf import settings
from django.contrib.auth.models import Group

from authors.models import User

# The word that names a role on the command line, its group and who bears it.
BEARERS = [
    ("writer", "Writer", "wren"),
    ("editor", "Editor", "ellis"),
    ("picture-editor", "Picture editor", "piper"),
    ("bio-editor", "Bio editor", "blake"),
    ("publisher", "Publisher", "paige"),
]
# Without those that look like another.
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
PASSWORD_LENGTH = 14


@dataclass(frozen=True)
class Login:
    role: str
    username: str
    password: str
    # As the database keeps it: whether it was changed is then seen without hashing.
    hashed: str

    def __str__(self) -> str:
        return f"login {self.role} {self.username} {self.password}"

    def is_good_for(self, user: User) -> bool:
        return user.password == self.hashed or user.check_password(self.password)


def file() -> Path:
    return settings.VAR_DIR / "demo-logins.json"


def on_file() -> list[Login]:
    if not file().exists():
        return []
    return [Login(**facts) for facts in json.loads(file().read_text())]


def keep(logins: list[Login]) -> None:
    draft = file().with_suffix(".new")
    draft.unlink(missing_ok=True)
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as opened:
        json.dump([asdict(login) for login in logins], opened, indent=1)
    draft.replace(file())


def create() -> dict[str, User]:
    """A login at the desk for each role; passwords on file are used again."""
    known = {login.role: login.password for login in on_file()}
    users, logins = {}, []
    for role, group, username in BEARERS:
        password = known.get(role) or new_password()
        user = User.objects.create_user(
            username,
            email=f"{username}@lantern.example",
            first_name=username.title(),
            password=password,
            is_staff=True,
        )
        user.groups.add(Group.objects.get(name=group))
        users[role] = user
        logins.append(Login(role, username, password, user.password))
    keep(logins)
    return users


def new_password() -> str:
    return "".join(secrets.choice(LETTERS) for _ in range(PASSWORD_LENGTH))


def lines() -> list[str]:
    """What is printed: each login whose password is known to be good, and why others are not."""
    known = {login.role: login for login in on_file()}
    return [_line(known.get(role), username) for role, _, username in BEARERS]


def _line(login: Login | None, username: str) -> str:
    user = User.objects.filter(username=username, is_active=True).first()
    if user is None:
        return f"{username} no longer has a login."
    if login is None or not login.is_good_for(user):
        return f"{username} has a password of their own; manage.py changepassword gives a new one."
    return str(login)
