"""The worker: it sends what a deed left to be sent, and does what is due by the clock."""

import asyncio
import logging
import os
import signal
import time
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import psycopg
from django.db import OperationalError, connection
from procrastinate import App
from procrastinate.contrib.django import app
from procrastinate.contrib.django.utils import connector_params
from procrastinate.exceptions import ConnectorException
from procrastinate.psycopg_connector import PsycopgConnector

from articles import publishing, rights_watch

# Seconds, all of them.
ROUND = 1
AFTER_TROUBLE = 5
HEARTBEAT = 4
# A worker without a heartbeat for so long is dead; its jobs are done again.
DEAD_AFTER = 12
TIDY_EVERY = 3600
TELL_OF_RIGHTS_EVERY = 3600
FAILED_JOBS_STAY_HOURS = 30 * 24
# What is under way may hold up nobody who waits for a mail server.
AT_ONCE = 4
ENDING = (signal.SIGTERM, signal.SIGINT)

log = logging.getLogger(__name__)


def work(*, ready: Callable[[], None], beside: int | None = None) -> None:
    """Work until a signal ends it, or the process `beside` which it was started.

    What is under way is finished first; a second signal ends it at once.
    """
    for told_by_us in ("psycopg.pool", "procrastinate.utils"):
        logging.getLogger(told_by_us).setLevel(logging.CRITICAL)
    asyncio.run(Shift(ready, beside).last())


class Shift:
    def __init__(self, ready: Callable[[], None], beside: int | None) -> None:
        self.ready, self.beside = ready, beside
        self.over = asyncio.Event()
        # One thread, and so one connection, for the clock.
        self.clock = ThreadPoolExecutor(1, "clock")

    async def last(self) -> None:
        for ending in ENDING:
            asyncio.get_running_loop().add_signal_handler(ending, self.stop)
        rounds = asyncio.create_task(self.make_rounds())
        while not self.over.is_set():
            try:
                await self.do_jobs()
            except (ConnectorException, OperationalError, psycopg.OperationalError) as error:
                log.warning("The worker lost its database: %s", error.__cause__ or error)
            if not self.over.is_set():
                log.warning("The worker begins again in %s seconds.", AFTER_TROUBLE)
                await self.pause(AFTER_TROUBLE)
        await rounds

    def stop(self) -> None:
        for ending in ENDING:
            asyncio.get_running_loop().remove_signal_handler(ending)
            signal.signal(ending, signal.SIG_DFL)
        self.over.set()

    async def pause(self, seconds: float) -> None:
        with suppress(TimeoutError):
            await asyncio.wait_for(self.over.wait(), seconds)

    async def do_jobs(self) -> None:
        worker = app.with_connector(await asyncio.to_thread(connector))
        async with worker.open_async():
            self.ready()
            await self.until_over(
                worker.run_worker_async(
                    concurrency=AT_ONCE,
                    delete_jobs="successful",
                    install_signal_handlers=False,
                    fetch_job_polling_interval=AFTER_TROUBLE,
                    update_heartbeat_interval=HEARTBEAT,
                    stalled_worker_timeout=DEAD_AFTER,
                ),
                keep_jobs_in_order(worker),
            )

    async def until_over(self, *works: Coroutine) -> None:
        """Do all of this until the shift is over or one of it fails."""
        tasks = [asyncio.create_task(work) for work in works]
        over = asyncio.create_task(self.over.wait())
        done, _ = await asyncio.wait([over, *tasks], return_when=asyncio.FIRST_COMPLETED)
        for task in [over, *tasks]:
            task.cancel()
        # The worker takes this as the word to finish what it does and to end.
        await asyncio.gather(over, *tasks, return_exceptions=True)
        for task in done - {over}:
            task.result()

    async def make_rounds(self) -> None:
        loop, told = asyncio.get_running_loop(), -float(TELL_OF_RIGHTS_EVERY)
        while not self.over.is_set():
            if time.monotonic() > told + TELL_OF_RIGHTS_EVERY:
                told = time.monotonic()
                await loop.run_in_executor(self.clock, tell_of_rights)
            is_well = await loop.run_in_executor(self.clock, do_what_is_due)
            if self.beside and os.getppid() != self.beside:
                self.stop()
            await self.pause(ROUND if is_well else AFTER_TROUBLE)
        await loop.run_in_executor(self.clock, leave_database)


def connector() -> PsycopgConnector:
    """Connections of the worker's own; the database is seen to answer first."""
    try:
        connection.ensure_connection()
        return PsycopgConnector(kwargs=connector_params(), min_size=1, max_size=4, timeout=5)
    finally:
        connection.close()


async def keep_jobs_in_order(worker: App) -> None:
    """Have jobs of dead workers done again, and forget those that failed long ago."""
    tidied = -float(TIDY_EVERY)
    while True:
        jobs = worker.job_manager
        for job in await jobs.get_stalled_jobs(seconds_since_heartbeat=DEAD_AFTER):
            log.warning("Job %s was left by a worker that died; it is done again.", job.id)
            # Another worker may have been quicker.
            with suppress(ConnectorException):
                await jobs.retry_job(job)
        if time.monotonic() > tidied + TIDY_EVERY:
            tidied = time.monotonic()
            await jobs.delete_old_jobs(nb_hours=FAILED_JOBS_STAY_HOURS, include_failed=True)
        await asyncio.sleep(HEARTBEAT)


def do_what_is_due() -> bool:
    """Whether the clock was asked and answered."""
    try:
        publishing.apply_due()
    except OperationalError as error:
        log.warning("The clock lost its database and tries again: %s", error)
    # Whatever is wrong with one story, the clock goes on.
    except Exception:
        log.exception("What is due could not be done.")
    else:
        return True
    leave_database()
    return False


def tell_of_rights() -> None:
    """The next round tells what this one could not."""
    try:
        rights_watch.tell()
    except Exception:
        log.exception("Whose rights end could not be told.")
        leave_database()


def leave_database() -> None:
    """Close the connection of the thread that asks; the next question opens another."""
    connection.close()
