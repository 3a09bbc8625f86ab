"""The facts that are looked over in the line of a picture that has just come in."""

from django.contrib import admin
from django.contrib.admin.models import CHANGE, LogEntry
from django.db import transaction
from django.http import JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from media.doors import NOT_YOURS, for_those_who_may
from media.facts_form import FactsForm
from media.models import Image

LOOKED_OVER = ["credit", "alt_text", "caption"]
GONE = "This picture is no longer in the library."


class LineForm(FactsForm):
    class Meta(FactsForm.Meta):
        fields = LOOKED_OVER


def told(image: Image) -> dict:
    return {
        "facts": {name: getattr(image, name) for name in LOOKED_OVER},
        "from_file": image.from_file,
        "facts_address": reverse("admin:media_image_facts", args=[image.pk]),
    }


@require_POST
@for_those_who_may("media.view_image")
@transaction.atomic
def write(request, pk):
    """Write them anew; 422 with the messages by field when they cannot be."""
    image = Image.objects.held([pk]).first()
    if image is None:
        return JsonResponse({"message": GONE}, status=404)
    if not admin.site.get_model_admin(Image).has_change_permission(request, image):
        return JsonResponse({"message": NOT_YOURS}, status=403)
    form = LineForm(request.POST, instance=image)
    if not form.is_valid():
        return JsonResponse({"errors": form.errors}, status=422)
    if form.has_changed():
        form.save()
        changed = [{"changed": {"fields": [str(form.fields[n].label) for n in form.changed_data]}}]
        LogEntry.objects.log_actions(request.user.pk, [image], CHANGE, changed, single_object=True)
    return JsonResponse(told(image) | {"credit": image.credit_line})
