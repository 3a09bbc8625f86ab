"""The address of a rendition: one query, no session, and an answer that may be kept for ever."""

import logging

from django.http import Http404, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from media import addresses, renditions
from media.models import Image

FOR_EVER = "public, max-age=31536000, immutable"
# A picture whose focal point is moved and moved back has its first address again.
A_MINUTE = "public, max-age=60"

logger = logging.getLogger(__name__)


@require_safe
def picture(request, pk, address_hash, shape, step, format):  # noqa: A002  The address says so.
    step = int(step)
    if not (shape in addresses.SHAPES and step in addresses.STEPS and format in addresses.FORMATS):
        raise Http404("There is no such rendition.")
    image = get_object_or_404(Image, pk=pk)
    if not is_known(image, address_hash):
        raise Http404("There is no such picture.")
    current = image.rendition(shape, step).url(format)
    if request.path != current:
        return led_on(current)
    try:
        content = renditions.rendition(image, shape, step, format)
    except FileNotFoundError as error:
        replaced = Image.objects.exclude(file_hash=image.file_hash).filter(pk=pk).first()
        if replaced:
            # While we were looking.
            return led_on(replaced.rendition(shape, step).url(format))
        logger.exception("The original of picture %s is not in storage.", pk)
        raise Http404("The picture is missing.") from error
    return HttpResponse(
        content,
        content_type=addresses.FORMATS[format],
        headers={
            "Cache-Control": FOR_EVER,
            "ETag": f'"{image.address_hash}-{shape}-{step}-{format}"',
        },
    )


def is_known(image, address_hash):
    """Whoever asks has seen an address of this picture, with its file or a former one."""
    key = address_hash[: addresses.KEY_LENGTH]
    return key == image.file_key or image.former_files.filter(file_key=key).exists()


def led_on(address):
    return HttpResponsePermanentRedirect(address, headers={"Cache-Control": A_MINUTE})
