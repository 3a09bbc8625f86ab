"""As whom the embedded server runs: PostgreSQL refuses to run as root."""

import os
import pwd
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from newsroom.embedded.errors import ServerError

# As root the server runs as the first of these that the machine has.
UNPRIVILEGED = ("newsroom", "postgres", "nobody")


def is_root() -> bool:
    return os.geteuid() == 0


@dataclass(frozen=True)
class Account:
    name: str
    uid: int
    gid: int

    @classmethod
    def of(cls, uid: int) -> Self:
        try:
            entry = pwd.getpwuid(uid)
        except KeyError:
            raise ServerError(
                f"PostgreSQL needs a name for the user {uid}, and this machine knows none. "
                "Add the user to /etc/passwd or set DATABASE_URL."
            ) from None
        return cls(entry.pw_name, entry.pw_uid, entry.pw_gid)

    @classmethod
    def mine(cls) -> Self:
        return cls.of(os.geteuid())

    @classmethod
    def keeping(cls, *places: Path) -> Self:
        """The account that owns the first of these places that exists.

        For root that is whoever made them, so that root's commands in someone's
        checkout leave it theirs; where nobody has, an unprivileged account.
        """
        owners = [place.stat().st_uid for place in places if place.exists()]
        if not is_root():
            return cls.of(owners[0]) if owners else cls.mine()
        return next((cls.of(uid) for uid in owners if uid != 0), None) or cls.unprivileged()

    @classmethod
    def unprivileged(cls) -> Self:
        known = {entry.pw_name: entry.pw_uid for entry in pwd.getpwall()}
        for name in UNPRIVILEGED:
            if known.get(name):
                return cls.of(known[name])
        raise ServerError(
            f"As root the database runs as one of {', '.join(UNPRIVILEGED)}, "
            "and this machine has none of them. Add one or set DATABASE_URL."
        )

    def run(self, *command: str | Path, **options) -> subprocess.CompletedProcess[str]:
        """Run a program as this account, away from our terminal, signals and open files."""
        if is_root() and self.uid != 0:
            options |= {"user": self.uid, "group": self.gid, "extra_groups": []}
        options["env"] = {"PATH": os.defpath, "LC_ALL": "C", **options.get("env", {})}
        return subprocess.run(  # noqa: S603  Our own programs and paths, without a shell.
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            errors="replace",
            start_new_session=True,
            umask=0o077,
            check=False,
            **options,
        )

    def take(self, path: Path) -> None:
        """Own what root has just made for it; what a user makes is the user's already."""
        if is_root():
            os.lchown(path, self.uid, self.gid)

    def can_enter(self, directory: Path) -> bool:
        return self.run("/bin/sh", "-c", 'cd -- "$1"', "sh", directory).returncode == 0
