"""What every request gets: the publication, and the policy of its side, site or desk."""

import datetime as dt
import logging

from django.conf import settings
from django.http import HttpResponseBadRequest
from django.middleware.gzip import GZipMiddleware
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from psycopg.errors import LockNotAvailable

from articles import publishing
from authors import deeds
from authors.models import Deed
from newsroom.furniture import load_furniture

log = logging.getLogger(__name__)


def publication(get_response):
    def answer(request):
        request.publication = SimpleLazyObject(load_furniture)
        return get_response(request)

    return answer


# What says nothing of any story; where the database fails, some of these have to answer.
WITHOUT_STORIES = {
    *("healthz", "readyz", "robots", "stylesheet", "picture"),
    *("manifest", "icon", "apple_touch_icon", "favicon"),
}


# How long a process leaves what it could not do to others, so that readers need not wait for it.
AFTER_TROUBLE = dt.timedelta(seconds=10)


class DoWhatIsDue:
    """A change that is due is there for whoever asks for a page after its second.

    The moment comes with the publication, which nearly every page needs in any case.
    """

    def __init__(self, get_response):
        self.get_response = get_response
        self.desk = reverse("admin:index")
        self.tries_again_at = timezone.now()

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        name = request.resolver_match.url_name
        if name in WITHOUT_STORIES or request.path.startswith(self.desk):
            return
        due_at, now = request.publication.due_at, timezone.now()
        if due_at is None or due_at > now or self.tries_again_at > now:
            return
        try:
            publishing.apply_due()
        # Whatever it was: readers get the page as it is, and the desk is told what is late.
        except Exception:
            log.exception("What is due could not be done.")
            self.tries_again_at = now + AFTER_TROUBLE


DESK_COOKIE = "desk"


def desk_cookie(get_response):
    """Lets scripts of public pages, which know nobody, see that this browser works at the desk.

    The cookie opens nothing. It lives as long as the session, and goes with it.
    """
    desk = reverse("admin:index")

    def answer(request):
        response = get_response(request)
        if request.path.startswith(desk):
            keep_desk_cookie(request, response)
        return response

    return answer


def keep_desk_cookie(request, response):
    is_there = DESK_COOKIE in request.COOKIES
    if request.user.is_authenticated and not is_there:
        response.set_cookie(
            DESK_COOKIE,
            "1",
            max_age=request.session.get_expiry_age(),
            secure=settings.ENCRYPTED,
            samesite="Lax",
        )
    elif is_there and not request.user.is_authenticated:
        response.delete_cookie(DESK_COOKIE, samesite="Lax")


class AskAgainLater:
    """A deed that waited too long for its story changed nothing, and is to be sent again."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if not isinstance(exception.__cause__, LockNotAvailable):
            return None
        response = render(request, "admin/busy.html", status=503)
        response["Retry-After"] = "10"
        return response


UTF_8 = {"utf-8", "utf8", "us-ascii"}


def source(get_response):
    """The log knows from where each deed of the desk came."""
    desk = reverse("admin:index")

    def answer(request):
        if not request.path.startswith(desk):
            return get_response(request)
        with deeds.through(Deed.Door.DESK, request.META.get("REMOTE_ADDR") or None):
            return get_response(request)

    return answer


def by_side(get_response):
    """The desk gets its own content security policy; the site may be kept by any cache."""
    desk = reverse("admin:index")

    def answer(request):
        # Browsers send UTF-8; Python knows encodings that are no text at all.
        if request.content_params.get("charset", "utf-8").lower() not in UTF_8:
            return HttpResponseBadRequest("This request cannot be read.")
        response = get_response(request)
        if request.path.startswith(desk):
            if not hasattr(response, "_csp_config"):
                response._csp_config = settings.DESK_CSP  # noqa: SLF001  As `csp_override` does.
        elif not response.has_header("Cache-Control"):
            response["Cache-Control"] = "max-age=0, must-revalidate"
        return response

    return answer


class CompressText(GZipMiddleware):
    """Pictures are compressed already; to try again costs time and their strong ETag."""

    def process_response(self, request, response):
        if response.headers.get("Content-Type", "").startswith("image/"):
            return response
        return super().process_response(request, response)
