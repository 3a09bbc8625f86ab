"""The desk's doors to the library for other forms: search, and upload in place, in JSON."""

from django.contrib.admin.models import ADDITION, LogEntry
from django.http import JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from media import line_facts
from media.doors import for_those_who_may
from media.finding import read_id
from media.forms import ImageForm
from media.models import Image
from media.paging import page_of

A_PAGE = 24
MOST_ASKED = 100


@require_GET
@for_those_who_may("media.view_image")
def choose(request):
    """A page of the library, newest first; `?q=` searches, `?ids=` asks for certain pictures."""
    if "ids" in request.GET:
        numbers = filter(None, map(read_id, request.GET["ids"].split(",")[:MOST_ASKED]))
        found = Image.objects.in_bulk(numbers)
        return JsonResponse({"results": [card(image) for image in found.values()], "next": ""})
    images = Image.objects.found(request.GET.get("q", "")[:200])
    page = page_of(images, request, order=("-uploaded_at", "-pk"), size=A_PAGE, keep=("q",))
    return JsonResponse({"results": [card(image) for image in page], "next": page.next})


@require_POST
@for_those_who_may("media.add_image")
def upload(request):
    """Take a picture in; 422 with the messages by field when it cannot be taken."""
    form = ImageForm(request.POST, request.FILES)
    if form.is_valid() and (image := form.take_in(uploaded_by=request.user)):
        LogEntry.objects.log_actions(request.user.pk, [image], ADDITION, "", single_object=True)
        labels = [str(form.fields[name].label) for name in form.filled if name in form.fields]
        said = {"filled": labels, "left_out": form.left_out}
        return JsonResponse(card(image) | line_facts.told(image) | said)
    if form.known:
        return JsonResponse(card(form.known) | {"note": form.already_there()})
    return JsonResponse({"errors": form.errors}, status=422)


def card(image):
    return {
        "id": image.pk,
        "address": reverse("admin:media_image_change", args=[image.pk]),
        "thumbnail": image.rendition("original", 640).url("webp"),
        "width": image.width,
        "height": image.height,
        "credit": image.credit_line,
        "problem": image.problem,
        "conditions": image.conditions,
        "caption": image.caption,
        "alt": image.alt_text,
    }
