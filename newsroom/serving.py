"""The production server: gunicorn with threads, one pool of connections a process."""

import gc
import logging
import os
import select
import selectors
import signal
import socket
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import ExitStack, contextmanager
from functools import partial

import psycopg
from django.conf import settings
from django.core.management.base import CommandError
from django.core.wsgi import get_wsgi_application
from django.db import connections
from django.db.backends.postgresql.base import DatabaseWrapper
from gunicorn.app.base import BaseApplication
from gunicorn.arbiter import Arbiter
from gunicorn.workers.gthread import TConn, ThreadWorker

from newsroom.beside import WorkerBeside

THREADS = 4
# Longer than the minute for which proxies keep theirs, so that they close first.
KEEP_ALIVE_SECONDS = 75
# Requests under way may end within it; Docker kills after ten seconds.
GRACE_SECONDS = 8
# At a stop: for a request that a client may be sending on a connection already.
LINGER_SECONDS = 0.2
BACKLOG = 2048
ENDING = {signal.SIGTERM, signal.SIGINT, signal.SIGQUIT}


def serve(
    listener: socket.socket,
    *,
    workers: int,
    ready: Callable[[], None],
    beside: WorkerBeside | None = None,
) -> None:
    """Serve the site on a bound socket until a signal ends it; exits the process.

    `ready` is called once, in this process, when the site can be asked. The worker `beside`
    starts and ends with the site.
    """
    # It warns of every HEAD request, for which Django leaves the body to the server to drop.
    logging.getLogger("gunicorn.http.wsgi").setLevel(logging.ERROR)
    leave_connections_to_workers()
    with place_told(*listener.getsockname()[:2]):
        listener.listen(BACKLOG)
    Site(listener, workers=workers, ready=ready, beside=beside).run()


def bound(host: str, port: int) -> socket.socket:
    """A socket at this address, not listening yet; port 0 takes a free one."""
    with place_told(host, port), ExitStack() as opened:
        family, kind, *_, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listener = opened.enter_context(socket.socket(family, kind))
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        opened.pop_all()
    return listener


@contextmanager
def place_told(host: str, port: int) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise CommandError(
            f"Nothing can be served at {host} port {port}: {error.strerror}. "
            "Choose another with --port."
        ) from error


def address_of(listener: socket.socket) -> str:
    host, port, *_ = listener.getsockname()
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def leave_connections_to_workers() -> None:
    """Close what this process opened, and have those that it forks share a pool each."""
    for alias in connections:
        connections[alias].close()
        del connections[alias]
        connections.settings[alias]["OPTIONS"]["pool"] = {
            "min_size": 1,
            "max_size": THREADS,
            "timeout": 5,
            "check": check_open,
        }


def check_open(connection: psycopg.Connection) -> None:
    """An idle connection that has something to say was ended by the server."""
    poll = select.poll()
    poll.register(connection.fileno(), select.POLLIN)
    if poll.poll(0):
        # Otherwise the pool would take it for good and offer it again.
        connection.close()
        raise psycopg.OperationalError("The server ended the connection.")


def close_pools(arbiter, worker) -> None:
    """The pool's own threads would hold up a worker's end for many seconds."""
    for pool in DatabaseWrapper._connection_pools.values():  # noqa: SLF001  `close_pool` opens it.
        pool.close()


class Worker(ThreadWorker):
    """Gives a thread to a new connection only when it speaks.

    Browsers open connections ahead of need; stock gunicorn has a thread wait five
    seconds for each, in which it serves nobody and cannot stop.
    """

    def enqueue_req(self, conn: TConn) -> None:
        if conn.initialized or conn.data_ready:
            super().enqueue_req(conn)
            return
        conn.sock.setblocking(False)
        conn.set_timeout()
        if not self.alive:
            # It came between the word to stop and the end of accepting.
            conn.timeout = time.monotonic() + LINGER_SECONDS
        self.pending_conns.append(conn)
        spoken = partial(self.on_pending_socket_readable, conn)
        self.poller.register(conn.sock, selectors.EVENT_READ, spoken)

    def init_signals(self) -> None:
        super().init_signals()
        signal.pthread_sigmask(signal.SIG_UNBLOCK, ENDING)
        # A closed terminal tells every process; the first one decides.
        signal.signal(signal.SIGHUP, signal.SIG_IGN)

    def handle_exit(self, sig, frame) -> None:
        super().handle_exit(sig, frame)
        self.method_queue.defer(self.dismiss_idle)

    def handle_quit(self, sig, frame) -> None:
        # Stock gunicorn takes a lock here that the code it interrupts may hold.
        self.handle_exit(sig, frame)

    def finish_request(self, conn: TConn, fs: Future) -> None:
        super().finish_request(conn, fs)
        if not self.alive:
            self.dismiss_idle()

    def dismiss_idle(self) -> None:
        now = time.monotonic()
        for conn in self.pending_conns:
            conn.timeout = now
        self.murder_pending()
        for conn in self.keepalived_conns:
            conn.timeout = min(conn.timeout, now + LINGER_SECONDS)


class Master(Arbiter):
    """Holds back what ends a process until a new worker can hear it.

    In stock gunicorn a stop that comes between fork and first listening is lost to the
    worker, and the master waits for it in vain.
    """

    def spawn_worker(self) -> int:
        signal.pthread_sigmask(signal.SIG_BLOCK, ENDING)
        try:
            return super().spawn_worker()
        finally:
            signal.pthread_sigmask(signal.SIG_UNBLOCK, ENDING)

    def manage_workers(self) -> None:
        """Every second: as many processes as are wanted, and the one beside them."""
        super().manage_workers()
        if beside := self.app.told["beside"]:
            beside.keep_running()

    def stop(self, graceful: bool = True) -> None:
        beside = self.app.told["beside"]
        if beside:
            beside.ask_to_stop()
        super().stop(graceful)
        if beside:
            beside.see_off(GRACE_SECONDS)


class Site(BaseApplication):
    def __init__(self, listener: socket.socket, **told) -> None:
        self.listener, self.told = listener, told
        self.hangup = signal.getsignal(signal.SIGHUP)
        super().__init__()

    def load_config(self) -> None:
        settings_of_gunicorn = {
            # Gunicorn takes the descriptor over; ours must not keep the port open.
            "bind": f"fd://{self.listener.detach()}",
            "worker_class": Worker,
            "workers": self.told["workers"],
            "threads": THREADS,
            "preload_app": True,
            "keepalive": KEEP_ALIVE_SECONDS,
            "graceful_timeout": GRACE_SECONDS,
            "worker_exit": close_pools,
            "when_ready": self.when_ready,
            "control_socket_disable": True,
            "loglevel": "warning",
        }
        for name, value in settings_of_gunicorn.items():
            self.cfg.set(name, value)

    def load(self) -> Callable:
        return get_wsgi_application()

    def run(self) -> None:
        Master(self).run()

    def when_ready(self, arbiter) -> None:
        # The collector leaves alone what is loaded: workers share its memory and end at once.
        gc.freeze()
        # A closed terminal ends the server, unless `nohup` said otherwise; gunicorn would reload.
        ends = self.hangup is not signal.SIG_IGN
        signal.signal(signal.SIGHUP, terminate_myself if ends else signal.SIG_IGN)
        self.told["ready"]()


def terminate_myself(*_) -> None:
    os.kill(os.getpid(), signal.SIGTERM)


def refuse_debug() -> None:
    if settings.DEBUG:
        raise CommandError(
            "DEBUG is on, which shows strangers the site's insides. "
            "Unset it to serve, or use runserver to develop."
        )
