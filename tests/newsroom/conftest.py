import pytest

from newsroom.embedded import programs
from tests.newsroom.running import manage, running


@pytest.fixture(scope="session")
def home(tmp_path_factory):
    """A VAR_DIR in which `demo` has run once; `first.txt` and `front.html` tell of it."""
    if not programs.is_installed():
        pytest.skip("PostgreSQL is not installed")
    home = tmp_path_factory.mktemp("home")
    with running(home, "demo", "--port", "0", until="Ctrl-C stops it.") as site:
        home.joinpath("first.txt").write_text(site.printed)
        home.joinpath("front.html").write_text(site.get("/").text)
    yield home
    manage(home, "database", "stop")
