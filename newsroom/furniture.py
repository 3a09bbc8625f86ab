"""What stands around every page: name, navigation, links, promo line, ad slots, footer."""

from dataclasses import dataclass, field

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, Q
from django.db.models.functions import JSONObject
from django.utils import timezone

from articles.models import Section
from authors.links import Link
from media.models import Image
from newsroom.look import Look
from newsroom.models import AdSlot, Page, PromoLine, Publication

# What a rendition and a credit are made from.
IMAGE_FACTS = [
    field.attname
    for field in Image._meta.concrete_fields  # noqa: SLF001  Django documents _meta.
    if field.name not in {"uploaded_by", "uploaded_at"}
]


@dataclass(frozen=True)
class Furniture:
    """The publication as a page prints it, loaded in one query."""

    name: str = "Newsroom"
    tagline: str = ""
    logo: Image | None = None
    icon: Image | None = None
    look: Look = field(default_factory=Look)
    navigation: tuple[Section, ...] = ()
    social_links: tuple[Link, ...] = ()
    promo_line: PromoLine | None = None
    promo_after: int = 0
    ad_slots: tuple[AdSlot, ...] = ()
    footer_pages: tuple[Page, ...] = ()
    footer_text: str = ""

    def __str__(self) -> str:
        return self.name

    @property
    def ads_in_the_story(self) -> list[AdSlot]:
        return [slot for slot in self.ad_slots if slot.place == AdSlot.Place.PARAGRAPH]

    @property
    def ads_after_the_authors(self) -> list[AdSlot]:
        return [slot for slot in self.ad_slots if slot.place == AdSlot.Place.AUTHORS]

    @property
    def ads_at_the_end(self) -> list[AdSlot]:
        return [slot for slot in self.ad_slots if slot.place == AdSlot.Place.END]


def load_furniture() -> Furniture:
    """The furniture of this moment. Nothing is written: a site without a record has defaults."""
    row = with_everything(Publication.objects.filter(pk=1)).first()
    if row is None:
        return Furniture(
            navigation=tuple(Section.objects.all()),
            footer_pages=tuple(Page.objects.filter(in_footer=True)),
        )
    return Furniture(
        name=row.name,
        tagline=row.tagline,
        logo=row.logo,
        icon=row.icon,
        look=Look(row.accent, row.type_pair, row.masthead),
        navigation=tuple(Section(**facts) for facts in row.section_facts),
        social_links=tuple(row.social_links),
        promo_line=next((PromoLine(**facts) for facts in row.promo_facts), None),
        promo_after=row.promo_after,
        ad_slots=tuple(filled_slot(facts) for facts in row.slot_facts),
        footer_pages=tuple(Page(**facts) for facts in row.page_facts),
        footer_text=row.footer_text,
    )


def with_everything(publications):
    now = timezone.now()
    own = {"publication": OuterRef("pk")}
    current = PromoLine.objects.filter(
        Q(ends_at=None) | Q(ends_at__gt=now), starts_at__lte=now, **own
    )
    # A slot without a house ad prints nothing, so that no reader looks at an empty box.
    filled = AdSlot.objects.filter(image__isnull=False, **own)
    image = {name: f"image__{name}" for name in IMAGE_FACTS}
    return publications.select_related("logo", "icon").annotate(
        section_facts=as_list(Section.objects.all(), "id", "name", "slug", "line", "accent"),
        promo_facts=as_list(current[:1], "id", "text", "url"),
        slot_facts=as_list(
            filled, "id", "place", "paragraph", "width", "height", "url", image=JSONObject(**image)
        ),
        page_facts=as_list(Page.objects.filter(in_footer=True), "id", "title", "slug"),
    )


def as_list(rows, *names: str, **expressions) -> ArraySubquery:
    """The rows in their order, each as an object of the named facts."""
    facts = {name: F(name) for name in names}
    return ArraySubquery(rows.values(facts=JSONObject(**facts, **expressions)))


def filled_slot(facts: dict) -> AdSlot:
    return AdSlot(**facts | {"image": Image(**facts["image"])})
