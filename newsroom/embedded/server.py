"""Our own small supervisor of the PostgreSQL server that belongs to one directory.

`pg_isready` alone says whether it lives; whatever is written in its lock files may
be left over from a dead one.
"""

import os
import shlex
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import psycopg

from newsroom.embedded import programs
from newsroom.embedded.account import Account, is_root
from newsroom.embedded.errors import ServerError
from newsroom.embedded.place import PORT, ROLE, Place

DATABASE = "newsroom"

# A killed postmaster's children may hold on to its memory, but soon notice.
START_PATIENCE = 5
# Recovery after a crash may take long; `pg_ctl` returns earlier when it is done or has failed.
RECOVERY_SECONDS = 300
STOP_SECONDS = 60

SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "100",
    "shared_buffers": "128MB",
    "log_line_prefix": "%m [%p] ",
}
# For tests: a crash of the machine may lose everything, a crash of the server nothing.
HASTY = {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off"}


@dataclass(frozen=True)
class Status:
    running: bool
    directory: Path
    socket: Path
    account: str
    pid: int | None
    version: str


@dataclass(frozen=True)
class Server:
    """The server of one directory, whichever process started it."""

    directory: Path
    durable: bool = True

    @property
    def place(self) -> Place:
        return Place(self.directory)

    def connection_parameters(self) -> dict[str, str | int]:
        """What libpq needs to find the server, and to refuse another one in its place."""
        return {
            "host": str(self.place.socket_directory),
            "port": PORT,
            "user": ROLE,
            "requirepeer": self.place.account.name,
        }

    def is_running(self) -> bool:
        return self._answer() == 0

    def ensure_running(self) -> None:
        """Have the server accept connections to the database `newsroom`.

        Safe to ask for twice, by many processes at once, and after any kind of
        death. The server outlives whoever started it, until `stop`.
        """
        with self._alone():
            if not self.is_running():
                self.place.settle()
                if not self.place.data.exists():
                    self._initialise()
                self._start()
            self._create_database()

    def stop(self) -> None:
        """End all connections and stop; harmless when there is nothing to stop."""
        if not self._is_alive():
            return
        with self._alone():
            # Without an answer the recorded number may be anyone's, so nothing is signalled.
            if self._is_alive():
                output = self._pg_ctl("stop", "-m", "fast", "-w", "-t", str(STOP_SECONDS))
                if self._is_alive():
                    raise ServerError(f"The database did not stop:\n{output}")

    def status(self) -> Status:
        running = self.is_running()
        return Status(
            running=running,
            directory=self.place.home,
            socket=self.place.socket,
            account=self.place.account.name,
            pid=recorded_pid(self.place.lock_files[0]) if running else None,
            version=Account.mine().run(self.program("postgres"), "--version").stdout.strip(),
        )

    def program(self, name: str) -> Path:
        return programs.directory() / name

    def _answer(self) -> int:
        """The word of `pg_isready`: 0 accepts, 1 is starting or stopping, 2 no answer."""
        host = self.place.socket_directory
        asked = ["-h", host, "-p", str(PORT), "-U", ROLE, "-d", "postgres"]
        command = [self.program("pg_isready"), "-q", *asked]
        return subprocess.run(command, check=False, env={"PATH": os.defpath}).returncode  # noqa: S603  Our own program.

    def _is_alive(self) -> bool:
        return self._answer() in {0, 1}

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Let no other process start or stop it, and tell in plain words what is refused."""
        try:
            with self.place.alone():
                yield
        except PermissionError as error:
            raise ServerError(
                f"The database in {self.directory} is someone else's: {error}. "
                "Work as the user who made it, or set VAR_DIR to a directory of your own."
            ) from error
        except (OSError, psycopg.Error) as error:
            raise ServerError(
                f"The database in {self.directory} cannot be used: {error}"
            ) from error

    def _initialise(self) -> None:
        """Make the cluster beside its place and move it there whole."""
        home, account = self.place.home, self.place.account
        for abandoned in home.glob("initdb-*"):
            shutil.rmtree(abandoned, ignore_errors=True)
        draft = Path(tempfile.mkdtemp(prefix="initdb-", dir=home))
        account.take(draft)
        made = account.run(
            programs.directory_for(account) / "initdb",
            *("-D", draft, "-U", ROLE, "--encoding=UTF8", "--auth=peer", "--data-checksums"),
            *("--locale-provider=builtin", "--builtin-locale=PG_UNICODE_FAST", "--locale=C"),
            *([] if self.durable else ["--no-sync"]),
            cwd=home,
        )
        if made.returncode:
            raise ServerError(f"The database could not be made:\n{made.stdout}")
        draft.rename(self.place.data)

    def _start(self) -> None:
        account = self.place.account
        if account.uid != os.geteuid() and not is_root():
            raise PermissionError(f"{self.place.data} belongs to {account.name}")
        self.place.furnish()
        log = self.place.log
        begun = log.stat().st_size
        patience = time.monotonic() + START_PATIENCE
        while True:
            self._forget_dead_postmaster()
            wait = ["-w", "-t", str(RECOVERY_SECONDS)]
            output = self._pg_ctl("start", *wait, "-l", log.name, "-o", self._options())
            if self.is_running():
                return
            if time.monotonic() > patience:
                tail = log.read_bytes()[begun:][-2000:].decode(errors="replace")
                raise ServerError(f"The database did not start:\n{output}\n{tail}".strip())
            time.sleep(0.2)

    def _pg_ctl(self, *arguments: str) -> str:
        account = self.place.account
        command = [programs.directory_for(account) / "pg_ctl", *arguments]
        environment = {"PGDATA": str(self.place.data)}
        return account.run(*command, cwd=self.place.home, env=environment).stdout

    def _options(self) -> str:
        # A list of directories to PostgreSQL, so quoted as one name.
        socket = str(self.place.socket_directory).replace('"', '""')
        chosen = SETTINGS | {
            "unix_socket_directories": f'"{socket}"',
            "hba_file": str(self.place.access_rules),
            "ident_file": str(self.place.known_users),
            "port": str(PORT),
        }
        chosen |= {} if self.durable else HASTY
        return " ".join(f"-c {shlex.quote(f'{name}={value}')}" for name, value in chosen.items())

    def _forget_dead_postmaster(self) -> None:
        """Remove lock files whose number has passed to another process, or to a zombie.

        PostgreSQL takes any living process of that number for its postmaster and
        refuses to start. It guards the data by shared memory too, so even a
        mistake here cannot bring two servers onto it.
        """
        for lock in self.place.lock_files:
            pid = recorded_pid(lock)
            if pid and not self._is_postmaster(pid):
                lock.unlink(missing_ok=True)

    def _is_postmaster(self, pid: int) -> bool:
        """Our postmaster was started with our rules; a zombie has no command line left."""
        ours = f"hba_file={self.place.access_rules}"
        if Path("/proc/self").exists():
            with suppress(OSError):
                return ours in Path(f"/proc/{pid}/cmdline").read_text(errors="surrogateescape")
            return False
        return ours in Account.mine().run("ps", "-ww", "-p", str(pid), "-o", "command=").stdout

    def _create_database(self) -> None:
        parameters = self.connection_parameters()
        with psycopg.connect(dbname="postgres", autocommit=True, **parameters) as connection:
            known = "SELECT 1 FROM pg_database WHERE datname = %s"
            if not connection.execute(known, [DATABASE]).fetchone():
                connection.execute(f"CREATE DATABASE {DATABASE}")


def recorded_pid(lock: Path) -> int | None:
    try:
        return int(lock.read_text().split()[0])
    except (FileNotFoundError, IndexError, ValueError):
        return None
