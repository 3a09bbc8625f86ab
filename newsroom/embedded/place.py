"""Where one embedded server lives, and who may come in.

    var/postgres.lock    held while a process starts or stops the server
    var/postgres/        root's or the user's own; as root a link, where the server's
                         account could not come through the directories above
      data/              the cluster, the server account's alone
      socket/            likewise (in /tmp, where this path is too long for a socket)
      server.log
      pg_hba.conf, pg_ident.conf

Whoever connects is known by the kernel (`peer`): the owner of the directory and
root, nobody else. There is no TCP and no password. What root writes lies where
only root can write, so the server's account cannot turn it against root.
"""

import fcntl
import hashlib
import os
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from newsroom.embedded import programs
from newsroom.embedded.account import Account, is_root
from newsroom.embedded.errors import ServerError

PORT = 5432
ROLE = "newsroom"

# A socket's whole path has 103 bytes on some systems, and "/.s.PGSQL.5432" takes 14.
LONGEST_SOCKET_DIRECTORY = 85
# Not the environment's TMPDIR: every process has to name the same place.
SHORT_DIRECTORY = Path("/tmp")  # noqa: S108  The directory in it is made 0700 and its owner proved.
LONGEST_LOG = 10_000_000


@dataclass(frozen=True)
class Place:
    directory: Path

    @property
    def path(self) -> Path:
        return self.directory.absolute()

    @property
    def home(self) -> Path:
        return self.path.resolve()

    @property
    def data(self) -> Path:
        return self.home / "data"

    @property
    def log(self) -> Path:
        return self.home / "server.log"

    @property
    def access_rules(self) -> Path:
        return self.home / "pg_hba.conf"

    @property
    def known_users(self) -> Path:
        return self.home / "pg_ident.conf"

    @property
    def socket_directory(self) -> Path:
        near = self.home / "socket"
        # A comma would part it into several hosts.
        if len(os.fsencode(near)) <= LONGEST_SOCKET_DIRECTORY and "," not in str(near):
            return near
        key = hashlib.sha256(os.fsencode(self.home)).hexdigest()[:16]
        return SHORT_DIRECTORY / f"newsroom-{key}"

    @property
    def socket(self) -> Path:
        return self.socket_directory / f".s.PGSQL.{PORT}"

    @property
    def lock_files(self) -> list[Path]:
        """PostgreSQL's own, each beginning with the number of its postmaster."""
        return [self.data / "postmaster.pid", self.socket.with_name(f"{self.socket.name}.lock")]

    @property
    def account(self) -> Account:
        return Account.keeping(self.data, self.home)

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Hold the lock of this place, whatever becomes of the directory itself."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        flags = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW
        lock = os.open(self.path.with_name(f"{self.path.name}.lock"), flags, 0o600)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield
        finally:
            os.close(lock)

    def settle(self) -> None:
        """Make the directory, in place or, where the account cannot reach it, elsewhere."""
        if self.path.is_symlink() and not self.path.exists():
            raise ServerError(
                f"The database of {self.path} was kept in {self.home}, which is gone. "
                f"Bring it back, or remove {self.path} to begin with an empty one."
            )
        if not self.path.exists():
            self._make_directory()
        if self.home.stat().st_uid == os.geteuid():
            self.home.chmod(0o711 if is_root() else 0o700)
        if is_root() and not self.account.can_enter(self.home):
            raise ServerError(
                f"As root the database runs as {self.account.name}, who cannot reach {self.home}. "
                "Let others pass through the directories above it (chmod o+x)."
            )

    def _make_directory(self) -> None:
        if is_root() and not self.account.can_enter(self.path.parent):
            home = tempfile.mkdtemp(prefix=f"{self.path.name}-", dir=programs.elsewhere())
            self.path.symlink_to(home)
        else:
            self.path.mkdir()

    def furnish(self) -> None:
        """Have everything beside the data that the server needs to start."""
        owner = Account.of(self.home.stat().st_uid)
        users = {Account.of(0).name, owner.name}
        self._write(self.access_rules, f"local all all peer map={ROLE}\n")
        self._write(self.known_users, "".join(f'{ROLE} "{name}" {ROLE}\n' for name in users))
        self._make_socket_directory()
        self._make_log()

    def _write(self, path: Path, text: str) -> None:
        with tempfile.NamedTemporaryFile("w", dir=self.home, delete=False) as draft:
            draft.write(text)
        Path(draft.name).chmod(0o644)
        Path(draft.name).replace(path)

    def _make_socket_directory(self) -> None:
        path, account = self.socket_directory, self.account
        with suppress(FileExistsError):
            path.mkdir(mode=0o700)
        facts = path.lstat()
        is_private = stat.S_ISDIR(facts.st_mode) and not facts.st_mode & 0o077
        if not is_private or facts.st_uid not in {account.uid, os.geteuid()}:
            raise ServerError(f"{path} is in the way of the database's socket; remove it.")
        account.take(path)

    def _make_log(self) -> None:
        if self.log.exists() and self.log.stat().st_size > LONGEST_LOG:
            self.log.replace(self.log.with_suffix(".log.1"))
        if not self.log.exists():
            descriptor, draft = tempfile.mkstemp(dir=self.home)
            os.close(descriptor)
            self.account.take(Path(draft))
            Path(draft).rename(self.log)
