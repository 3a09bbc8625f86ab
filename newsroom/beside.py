"""The worker that a web server has beside it, as a process of its own."""

import logging
import os
import subprocess
import sys
import time

from django.conf import settings

# One that keeps dying is not started more often.
SECONDS_BETWEEN_STARTS = 5

log = logging.getLogger(__name__)


class WorkerBeside:
    def __init__(self) -> None:
        self.process: subprocess.Popen | None = None
        self.started = -float(SECONDS_BETWEEN_STARTS)

    @property
    def is_running(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def keep_running(self) -> None:
        if self.is_running or time.monotonic() < self.started + SECONDS_BETWEEN_STARTS:
            return
        if self.process is not None:
            log.warning("The worker ended. Another one begins.")
        self.started = time.monotonic()
        self.process = subprocess.Popen(  # noqa: S603  Our own program.
            [
                *(sys.executable, settings.BASE_DIR / "manage.py", "worker"),
                *("--beside", str(os.getpid())),
            ],
            # The demo is where it is served, which its environment does not say.
            env=os.environ | {"SITE_URL": settings.SITE_URL},
            stdin=subprocess.DEVNULL,
            # What is typed at the terminal is the web server's to hear, and to pass on.
            start_new_session=True,
        )

    def ask_to_stop(self) -> None:
        if self.is_running:
            self.process.terminate()

    def see_off(self, seconds: float) -> None:
        """Wait until it has ended; one that takes too long is killed."""
        if not self.is_running:
            return
        try:
            self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
