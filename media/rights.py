"""Rights: under which licence a picture stands, and from when until when it may be shown."""

import datetime as dt

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format


class Licence(models.TextChoices):
    OWN = "own", "Own picture"
    AGENCY = "agency", "Agency"
    HANDOUT = "handout", "Handout"
    CC_BY = "cc-by", "Creative Commons BY 4.0"
    CC_BY_SA = "cc-by-sa", "Creative Commons BY-SA 4.0"
    CC_BY_ND = "cc-by-nd", "Creative Commons BY-ND 4.0"
    CC_BY_NC = "cc-by-nc", "Creative Commons BY-NC 4.0"
    CC_BY_NC_SA = "cc-by-nc-sa", "Creative Commons BY-NC-SA 4.0"
    CC_BY_NC_ND = "cc-by-nc-nd", "Creative Commons BY-NC-ND 4.0"
    CC0 = "cc0", "Creative Commons Zero"
    PUBLIC_DOMAIN = "public-domain", "Public domain"
    OTHER = "other", "Other"


class Uses(models.TextChoices):
    """What a picture may be used for."""

    ANY = "any", "Any use"
    EDITORIAL = "editorial", "Editorial only: not in ads, promo lines and the publication's look"
    NONE = "none", "Nothing: it may not be shown"


# Of the licences that have one: https://creativecommons.org/licenses/
ADDRESSES = {
    kind: f"https://creativecommons.org/licenses/{kind.removeprefix('cc-')}/4.0/"
    for kind in Licence.values
    if kind.startswith("cc-")
} | {
    Licence.CC0.value: "https://creativecommons.org/publicdomain/zero/1.0/",
    Licence.PUBLIC_DOMAIN.value: "https://creativecommons.org/publicdomain/mark/1.0/",
}
# What readers get in the place of a picture that may not be shown.
WITHHELD = "This picture may no longer be shown."
FREE = {Licence.CC0, Licence.PUBLIC_DOMAIN}
# The facts that say whether a picture may be shown.
DECISIVE = {"allowed_uses", "rights_from", "rights_until", "uses_bought"}
# Whoever has to do something about a picture is told so long before its rights end.
TOLD_BEFORE = dt.timedelta(days=14)


def outside(at: dt.datetime) -> Q:
    """Pictures that may not be shown at this moment, but for those of which all uses are spent."""
    return Q(allowed_uses=Uses.NONE) | Q(rights_from__gt=at) | Q(rights_until__lte=at)


def ending(at: dt.datetime, *, of: str) -> Q:
    """Rows whose picture, in this field, may be shown no more or not for long."""
    soon = Q((f"{of}__rights_until__lte", at + TOLD_BEFORE))
    return soon | Q((f"{of}__allowed_uses", Uses.NONE))


def problem(image, at: dt.datetime) -> str:
    """Why the picture may not be shown at this moment, as the end of a sentence; else empty."""
    if image.allowed_uses == Uses.NONE:
        return "may not be shown"
    if image.rights_from and image.rights_from > at:
        return f"may be shown from {spoken(image.rights_from)} only"
    if image.rights_until and image.rights_until <= at:
        return f"could be shown until {spoken(image.rights_until)} only"
    return ""


def is_protected(image) -> bool | None:
    """Whether somebody holds the copyright; None where nothing says so."""
    if image.licence in FREE:
        return False
    return True if image.copyright_notice or image.licence else None


def spoken(moment: dt.datetime) -> str:
    return date_format(timezone.localtime(moment), "j F Y, H:i e")
