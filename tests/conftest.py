import pytest


@pytest.fixture(autouse=True)
def own_uploads(settings, tmp_path):
    """Each test keeps its pictures in a directory of its own."""
    settings.MEDIA_ROOT = tmp_path / "uploads"
