"""`manage.py demo` as somebody runs it who has never seen the product."""

import re
import stat

from tests.newsroom.running import manage, running

LOGIN = re.compile(r"^login (\S+) (\S+) (\S+)$", re.MULTILINE)
ROLES = ["writer", "editor", "picture-editor", "bio-editor", "publisher"]


def demo(home, **variables):
    return running(
        home, "demo", "--port", "0", "--workers", "1", until="Ctrl-C stops it.", **variables
    )


def test_it_prints_its_address_and_a_login_for_each_role(home):
    printed = (home / "first.txt").read_text()

    address = re.search(r"The Ansel Lantern is at (http://127\.0\.0\.1:\d+)/", printed)[1]
    assert f"its desk at {address}/admin/" in printed
    assert [login[0] for login in LOGIN.findall(printed)] == ROLES


def test_the_front_page_knows_where_it_is(home):
    address = re.search(r"http://127\.0\.0\.1:\d+", (home / "first.txt").read_text())[0]

    front = (home / "front.html").read_text()

    assert f'<link rel="canonical" href="{address}/">' in front
    assert 'href="/2' in front


def test_passwords_are_kept_for_the_owner_alone(home):
    file = home / "demo-logins.json"

    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_second_run_keeps_logins_and_stories_as_they_are_now(home):
    changes = """
from articles.models import Article
from authors.models import User
Article.objects.filter(published_at=None).delete()
Article.objects.filter(slug__startswith='the-ferry').update(headline='A changed headline')
paige = User.objects.get(username='paige'); paige.set_password('of my own'); paige.save()
User.objects.filter(username='piper').update(is_active=False)
"""
    done = manage(home, "shell", "-v", "0", "-c", changes)
    assert done.returncode == 0, done.stderr

    with demo(home) as site:
        front = site.get("/").text
    drafts = manage(
        home, "shell", "-v", "0", "-c", "print(Article.objects.filter(published_at=None).count())"
    )

    known = {login[0]: login for login in LOGIN.findall((home / "first.txt").read_text())}
    assert LOGIN.findall(site.printed) == [
        known[role] for role in ["writer", "editor", "bio-editor"]
    ]
    assert "paige has a password of their own" in site.printed
    assert "piper no longer has a login." in site.printed
    assert "A changed headline" in front
    assert drafts.stdout.strip() == "0"


def test_a_login_that_was_printed_opens_the_desk(home):
    [(_, username, password)] = [
        login for login in LOGIN.findall((home / "first.txt").read_text()) if login[0] == "editor"
    ]
    with demo(home) as site:
        form = site.get("/admin/login/")
        cookie = form.getheader("Set-Cookie").partition(";")[0]
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', form.text)[1]
        connection = site.connect()
        connection.request(
            "POST",
            "/admin/login/?next=/admin/",
            f"csrfmiddlewaretoken={token}&username={username}&password={password}",
            {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"},
        )
        answer = connection.getresponse()
        connection.close()

    assert (answer.status, answer.getheader("Location")) == (302, "/admin/")


def test_with_a_site_url_it_says_that_and_where_it_serves(home):
    with demo(home, SITE_URL="http://lantern.example") as site:
        front = site.get("/")

    assert "is at http://lantern.example/ and" in site.printed
    assert f"Served at http://127.0.0.1:{site.port}" in site.printed
    assert '<link rel="canonical" href="http://lantern.example/">' in front.text
