"""The worker: nothing is lost and nobody mailed twice, whatever dies."""

import datetime as dt
import os
import signal
import threading
import time
from collections import Counter
from email import message_from_bytes
from pathlib import Path

import psycopg
import pytest
from django.core.mail import EmailMessage
from django.core.management import CommandError, call_command
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from articles import publishing
from articles.models import Notice
from authors import deeds
from authors.models import Deed
from newsroom import working
from newsroom.embedded.server import DATABASE, Server
from newsroom.mailbox import Folder
from tests.builders import make_article, make_user
from tests.newsroom.post_office import post_office
from tests.newsroom.running import manage, running

# Two, with some room for a machine that has other work.
SECONDS_TO_STOP = 4
MANY = 500

# Each command is a process of its own, in which the builders would count from 1 again.
BUILDERS = """
import itertools
from tests import builders
from tests.builders import *
builders.counter = itertools.count(User.objects.count() * 10_000)
"""

# The readers of the tests before get no mail any more; the demo's people stay who they are.
SUBMIT = """
from django.contrib.auth.models import Group
User.objects.filter(username__contains="-").update(is_active=False)
readers = [
    User(username=f"{name}-{{n}}", email=f"{{n}}@{name}.example", is_staff=True)
    for n in range({number})
]
User.objects.bulk_create(readers)
Group.objects.get(name="Editor").user_set.add(*readers)
from articles import publishing
writer = make_user("Writer", username="writer-{name}")
publishing.submit(make_article(published_at=None, by=writer), by=writer)
"""

CHANGE = """
import datetime as dt
from articles import publishing, revising
editor = make_user("Editor", username="editor-change")
story = make_article(headline="Before")
revising.save(story, make_document(headline="After the change"), by=editor)
publishing.publish(story, by=editor, at=timezone.now() + dt.timedelta(seconds=6))
"""


def worker(home, **variables):
    return running(home, "worker", until="Working.", **variables)


def shell(home, code):
    done = manage(home, "shell", "-v", "0", "-c", BUILDERS + code)
    assert done.returncode == 0, done.stderr


def submit(home, name, number=1):
    """A story is submitted, and so many are to be told."""
    shell(home, SUBMIT.format(name=name, number=number))


NOTICES = """
    SELECT claimed_at, sent_at FROM articles_notice
    JOIN authors_user ON to_id = authors_user.id WHERE email LIKE %s
"""


def asked(home, question, *values):
    parameters = Server(home / "postgres").connection_parameters()
    with psycopg.connect(dbname=DATABASE, **parameters) as connection:
        return connection.execute(question, values).fetchall()


def notices(home, name):
    """How many to people of this name are sent, unclear and waiting."""
    return Counter(
        "sent" if sent else "unclear" if claimed else "waiting"
        for claimed, sent in asked(home, NOTICES, f"%@{name}.example")
    )


def jobs(home):
    """Those of mails: the worker makes the pictures of the stories after them."""
    return asked(home, "SELECT id FROM procrastinate_jobs WHERE queue_name = 'mail'")


def wait_until(true, seconds=30):
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "It did not come true."
        time.sleep(0.05)


def kept(home, name):
    """The mails in the folder to people of this name."""
    mails = [message_from_bytes(file.read_bytes()) for file in (home / "mail").glob("*.eml")]
    return [mail for mail in mails if mail["To"].endswith(f"@{name}.example")]


# Nothing is lost, nobody mailed twice


def test_a_worker_killed_amid_500_mails_loses_none_and_writes_none_twice(home):
    submit(home, "files", MANY)
    with worker(home) as killed:
        wait_until(lambda: notices(home, "files")["sent"] >= MANY / 5)
        killed.stop(signal.SIGKILL)
    before = notices(home, "files")["sent"]

    with worker(home) as second:
        wait_until(lambda: not jobs(home))
        assert second.stop() < SECONDS_TO_STOP

    assert before < MANY
    assert notices(home, "files") == {"sent": MANY}
    assert sorted(mail["To"] for mail in kept(home, "files")) == sorted(
        f"{number}@files.example" for number in range(MANY)
    )
    # What it was writing when it was killed is hidden, and no mail.
    seen = [path for path in (home / "mail").iterdir() if not path.name.startswith(".")]
    assert [path for path in seen if path.suffix != ".eml"] == []


def test_a_mail_server_gets_none_twice_from_a_worker_killed_amid_500(home):
    submit(home, "server", MANY)
    workers = []

    def kill(number):
        if number == MANY // 5:
            # The server has this mail, and the worker will never know.
            workers[0].process.kill()
            workers[0].process.wait()

    with post_office(kill) as office:
        with worker(home, EMAIL_URL=office.address) as first:
            workers.append(first)
            first.process.wait(30)
        with worker(home, EMAIL_URL=office.address):
            wait_until(lambda: not jobs(home))

    readers = [mail for mail in office.taken if mail["To"].endswith("@server.example")]
    taken = [mail["Message-ID"] for mail in readers]
    found = notices(home, "server")
    assert len(taken) == len(set(taken))
    assert found["sent"] + found["unclear"] == MANY
    assert 1 <= found["unclear"] <= working.AT_ONCE
    assert found["sent"] < len(taken) <= MANY


# How it ends


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_it_stops_at_once_when_it_has_nothing_to_do(home, how):
    with worker(home) as idle:
        seconds = idle.stop(how)

        assert idle.process.returncode == 0
        assert seconds < SECONDS_TO_STOP


class Held:
    """A mail that its server has taken, and about which it says nothing yet."""

    def __init__(self):
        self.is_here, self.may_go = threading.Event(), threading.Event()

    def __call__(self, number):
        self.is_here.set()
        self.may_go.wait(30)


def test_it_finishes_what_it_does(home):
    submit(home, "finished")
    held = Held()
    with post_office(held) as office, worker(home, EMAIL_URL=office.address) as busy:
        held.is_here.wait(30)
        busy.process.terminate()
        time.sleep(0.5)
        assert busy.process.poll() is None

        held.may_go.set()
        busy.process.wait(SECONDS_TO_STOP)

    assert busy.process.returncode == 0
    assert notices(home, "finished") == {"sent": 1}


def test_a_second_signal_ends_it_amid_its_work(home):
    submit(home, "unfinished")
    held = Held()
    with post_office(held) as office, worker(home, EMAIL_URL=office.address) as busy:
        held.is_here.wait(30)
        busy.process.terminate()
        time.sleep(0.5)

        assert busy.stop() < 1
        held.may_go.set()

    assert busy.process.returncode == -signal.SIGTERM
    assert notices(home, "unfinished") == {"unclear": 1}


# What it does unasked


def test_a_scheduled_change_goes_out_without_a_reader(home):
    with worker(home):
        shell(home, CHANGE)
        live = "SELECT id FROM articles_article WHERE headline = 'After the change'"
        wait_until(lambda: asked(home, live))

    [(late_by,)] = asked(home, "SELECT late_by FROM authors_deed ORDER BY id DESC LIMIT 1")
    assert 0 <= late_by < 3


def test_it_comes_back_with_its_database(home):
    with worker(home):
        assert manage(home, "database", "stop").returncode == 0
        submit(home, "restarted")

        wait_until(lambda: kept(home, "restarted"))


def test_what_fails_at_the_clock_does_not_stop_it(monkeypatch, caplog):
    def fail():
        raise RuntimeError("A story of a kind that nobody thought of.")

    monkeypatch.setattr(publishing, "apply_due", fail)
    monkeypatch.setattr(working, "leave_database", lambda: None)

    assert working.do_what_is_due() is False
    assert "What is due could not be done." in caplog.text


# Beside a web server


def workers_beside(site):
    """The numbers of the worker processes that belong to a site."""
    if not Path("/proc/self").exists():
        pytest.skip("This machine does not show its processes.")
    mark = f"\0worker\0--beside\0{site.process.pid}\0".encode()
    found = []
    for file in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            if mark in file.read_bytes():
                found.append(int(file.parent.name))
        except (FileNotFoundError, ProcessLookupError):
            continue
    return found


def serving(home, *options):
    return running(home, "serve", "--port", "0", "--workers", "1", *options, until="Serving ")


def test_a_site_has_a_worker_that_ends_with_it(home):
    submit(home, "beside")
    with serving(home) as site:
        wait_until(lambda: kept(home, "beside"))
        running_beside = workers_beside(site)

        seconds = site.stop()

    assert len(running_beside) == 1
    assert workers_beside(site) == []
    assert site.process.returncode == 0
    assert seconds < SECONDS_TO_STOP


def test_a_site_can_be_served_without_one(home):
    with serving(home, "--no-worker") as site:
        assert site.get("/healthz").status == 200
        # Twice as long as one that is wanted takes to begin.
        time.sleep(2.5)

        assert workers_beside(site) == []


def test_a_worker_that_dies_is_followed_by_another(home):
    with serving(home) as site:
        wait_until(lambda: workers_beside(site))
        [first] = workers_beside(site)
        os.kill(first, signal.SIGKILL)

        wait_until(lambda: workers_beside(site) not in ([], [first]))

        assert len(workers_beside(site)) == 1
        assert site.get("/healthz").status == 200


def test_a_worker_outlives_no_site_that_was_killed(home):
    submit(home, "orphan")
    with serving(home) as site:
        wait_until(lambda: kept(home, "orphan"))
        site.stop(signal.SIGKILL)

        wait_until(lambda: workers_beside(site) == [])


# What an operator asks


@pytest.mark.django_db
def test_what_was_not_sent_is_listed_and_why(capsys):
    ed = make_user(username="ed")
    deed = deeds.note(make_article(headline="Storm"), Deed.Kind.SAVED, "Saved.", by=ed)
    hour_ago = timezone.now() - dt.timedelta(hours=1)
    for number, facts in enumerate(
        [
            {"claimed_at": hour_ago},
            {"left_out": "This login is closed."},
            {},
            {"claimed_at": hour_ago, "sent_at": hour_ago},
            {"claimed_at": timezone.now()},
            {"made_at": timezone.now()},
        ]
    ):
        to = make_user(username=f"reader-{number}")
        facts = {"made_at": hour_ago, "tells": "submitted"} | facts
        Notice.objects.create(deed=deed, to=to, **facts)

    call_command("worker", "--unsent")

    lines = [line.split("  ")[2:] for line in capsys.readouterr().out.splitlines()]
    assert lines == [
        ["reader-0", "Submitted: Storm", "Perhaps sent."],
        ["reader-1", "Submitted: Storm", "This login is closed."],
        ["reader-2", "Submitted: Storm", "Not sent yet."],
    ]


@pytest.mark.django_db
def test_a_database_without_its_migrations_is_refused():
    MigrationRecorder.Migration.objects.filter(app="articles").latest("pk").delete()

    with pytest.raises(CommandError, match="lacks 1 migration"):
        call_command("worker")


def test_a_wrong_mail_server_stops_the_start(tmp_path):
    refused = manage(tmp_path, "worker", EMAIL_URL="mail.example")

    assert refused.returncode == 1
    assert "EMAIL_URL is not an address of a mail server" in refused.stderr


# The folder of mails


def test_a_mail_that_is_sent_again_is_the_same_file(tmp_path):
    folder = Folder(alias="default", directory=tmp_path / "mail")
    message = EmailMessage(
        "Storm",
        "It rains.",
        "a@paper.example",
        ["b@paper.example"],
        headers={"Message-ID": "<notice-7@paper.example>"},
    )

    assert [folder.send_messages([message]), folder.send_messages([message])] == [1, 1]

    [file] = (tmp_path / "mail").iterdir()
    assert file.name == "notice-7.eml"
    assert message_from_bytes(file.read_bytes())["Subject"] == "Storm"


def test_several_processes_fill_an_archive_side_by_side(home):
    command = ["make_archive", "--articles", "1500", "--among-others", "--processes", "2"]
    before = asked(home, "SELECT count(*) FROM articles_article")[0][0]

    made = manage(home, *command)

    assert made.returncode == 0, made.stderr
    assert "1,500 of 1,500 stories" in made.stdout
    assert asked(home, "SELECT count(*) FROM articles_article")[0][0] == before + 1500
    assert "--among-others" in manage(home, "make_archive", "--articles", "1").stderr
