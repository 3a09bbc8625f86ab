"""Who comes through the library's doors for scripts, and what others are told."""

from functools import wraps

from django.http import JsonResponse
from django.middleware.csrf import get_token
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_GET

LOGIN_EXPIRED = (
    "Your login has expired: open the desk in another tab, log in, and try again. "
    "Nothing you typed is lost."
)
NOT_YOURS = "Your role may not do this in the picture library."


def for_those_who_may(permission):
    """Anybody else gets the reason as JSON: a login page is nothing that a dialog can read."""

    def guard(view):
        @never_cache
        @wraps(view)
        def guarded(request, *args, **kwargs):
            if not (request.user.is_authenticated and request.user.is_staff):
                return JsonResponse({"message": LOGIN_EXPIRED}, status=403)
            if not request.user.has_perm(permission):
                return JsonResponse({"message": NOT_YOURS}, status=403)
            return view(request, *args, **kwargs)

        return guarded

    return guard


@require_GET
@for_those_who_may("media.add_image")
@ensure_csrf_cookie
def token(request):
    """What a page needs to send files after somebody had to log in again in another tab."""
    return JsonResponse({"token": get_token(request)})
