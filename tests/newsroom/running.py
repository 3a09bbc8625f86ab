"""Commands of the site as processes of their own, with a VAR_DIR of their own."""

import http.client
import os
import re
import select
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[2]
LONGEST = 90
# What the tests' own settings, or a developer's shell, would whisper to the commands.
UNSAID = {"DJANGO_SETTINGS_MODULE", "VAR_DIR", "DATABASE_URL", "SITE_URL", "ALLOWED_HOSTS", "DEBUG"}
UNSAID |= {"EMAIL_URL", "EMAIL_FROM"}


def environment(home, **variables):
    said = {name: value for name, value in os.environ.items() if name not in UNSAID}
    # Gunicorn leaves closing one socket to the collector.
    strict = "error,ignore::ResourceWarning"
    return said | {"VAR_DIR": str(home), "PYTHONWARNINGS": strict} | variables


def manage(home, *command, **variables):
    return subprocess.run(
        [sys.executable, "manage.py", *command],
        cwd=ROOT,
        env=environment(home, **variables),
        capture_output=True,
        text=True,
        timeout=LONGEST,
        check=False,
    )


class Site:
    """A running `serve` or `demo`, and what it has printed so far."""

    def __init__(self, process):
        self.process = process
        self.printed = ""

    def wait_for(self, words):
        """Read what it prints until these words; what is left unread is lost to nobody."""
        end = time.monotonic() + LONGEST
        while words not in self.printed:
            ready, _, _ = select.select([self.process.stdout], [], [], end - time.monotonic())
            piece = os.read(self.process.stdout.fileno(), 65536).decode() if ready else ""
            if not piece:
                raise AssertionError(f"It never said “{words}”, but:\n{self.printed}")
            self.printed += piece

    @property
    def port(self):
        return int(re.findall(r"http://127\.0\.0\.1:(\d+)", self.printed)[-1])

    def connect(self):
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)

    def get(self, path, **headers):
        connection = self.connect()
        try:
            connection.request("GET", path, headers=headers)
            response = connection.getresponse()
            response.text = response.read().decode(errors="replace")
            return response
        finally:
            connection.close()

    def stop(self, how=signal.SIGTERM):
        """How many seconds it took to end."""
        asked = time.monotonic()
        self.process.send_signal(how)
        self.process.wait(LONGEST)
        return time.monotonic() - asked


@contextmanager
def running(home, *command, until, **variables):
    with subprocess.Popen(
        [sys.executable, "manage.py", *command],
        cwd=ROOT,
        env=environment(home, **variables),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    ) as process:
        site = Site(process)
        try:
            site.wait_for(until)
            yield site
        finally:
            if process.poll() is None:
                site.stop()
