"""The static files as readers get them: hashed, compressed, collected when they are stale."""

import fcntl
import hashlib
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import metadata
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.contrib.staticfiles.management.commands import collectstatic
from django.core.files.storage import Storage, storages
from django.core.management import call_command

MANIFEST = "staticfiles.json"
# Those whose files we serve, or who decide how they are served.
PACKAGES = ["django", "django-ckeditor", "whitenoise", "brotli"]


def collect_if_stale() -> bool:
    """Collect unless what is there was made from the files as they are now.

    Several processes may ask at once. A collection that fails leaves the former one.
    """
    storage = storages["staticfiles"]
    root = Path(settings.STATIC_ROOT)
    root.parent.mkdir(parents=True, exist_ok=True)
    mark = root.with_name(f"{root.name}.collected")
    with alone(root.with_name(f"{root.name}.lock")):
        wanted = fingerprint()
        stale = not (root / MANIFEST).exists() or not mark.exists() or mark.read_text() != wanted
        if stale:
            with tempfile.TemporaryDirectory(dir=root.parent, prefix=f"{root.name}.") as draft:
                _collect(type(storage)(location=draft))
                _move(Path(draft), root)
            mark.write_text(wanted)
    # This process may have read the manifest before it was there, or another's meanwhile.
    storage.hashed_files, storage.manifest_hash = storage.load_manifest()
    return stale


@contextmanager
def alone(lock: Path) -> Iterator[None]:
    """Wait until no other process of this machine is in here under the same lock."""
    with lock.open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def fingerprint() -> str:
    """Changes with every static file, and with the packages that bring or treat them."""
    facts = [f"{package} {metadata.version(package)}" for package in PACKAGES]
    facts += [settings.STATIC_URL, str(settings.STORAGES["staticfiles"])]
    for finder in get_finders():
        for path, storage in finder.list([]):
            stat = Path(storage.path(path)).stat()
            facts.append(f"{path} {stat.st_size} {stat.st_mtime_ns}")
    return hashlib.sha256("\n".join(sorted(facts)).encode()).hexdigest()


def _collect(storage: Storage) -> None:
    command = collectstatic.Command()
    command.storage = storage
    call_command(command, interactive=False, verbosity=0)


def _move(draft: Path, root: Path) -> None:
    """Each file takes its place at once and whole, the manifest, which names them, last.

    Former hashed files stay: pages that a cache keeps still ask for them.
    """
    files = [path for path in draft.rglob("*") if path.is_file()]
    for file in sorted(files, key=lambda path: path.name == MANIFEST):
        place = root / file.relative_to(draft)
        place.parent.mkdir(parents=True, exist_ok=True)
        file.replace(place)
