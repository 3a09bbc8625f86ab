"""What stands around every page: name, navigation, links, promo line, ad slots, footer."""

import datetime as dt
from dataclasses import dataclass, field

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from articles import publishing
from articles.models import Section
from authors.links import Link
from media.gathering import as_list, as_object, made_of
from media.models import Image
from media.prepared import prepared
from newsroom.look import Look
from newsroom.models import AdSlot, Page, PromoLine, Publication


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
    # The next moment at which a story changes by the clock.
    due_at: dt.datetime | None = None

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
    row = next(iter(publications(timezone.now())), None)
    if row is None:
        return Furniture(
            navigation=tuple(Section.objects.all()),
            footer_pages=tuple(Page.objects.filter(in_footer=True)),
            due_at=publishing.next_due(),
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
        due_at=row.due_at,
    )


@prepared
def publications(now) -> QuerySet[Publication]:
    """The one record with all that stands around a page; none on a new site."""
    own = {"publication": OuterRef("pk")}
    current = PromoLine.objects.filter(
        Q(ends_at=None) | Q(ends_at__gt=now), starts_at__lte=now, **own
    )
    # A slot without a house ad prints nothing, so that no reader looks at an empty box.
    filled = AdSlot.objects.filter(image__isnull=False, **own)
    image = as_object(Image, "image", without={"uploaded_by", "uploaded_at"})
    return Publication.objects.select_related("logo", "icon").annotate(
        section_facts=as_list(Section.objects.all(), "id", "name", "slug", "line", "accent"),
        promo_facts=as_list(current[:1], "id", "text", "url"),
        slot_facts=as_list(
            filled, "id", "place", "paragraph", "width", "height", "url", image=image
        ),
        page_facts=as_list(Page.objects.filter(in_footer=True), "id", "title", "slug"),
        due_at=Subquery(publishing.moments_due()[:1]),
    )


def filled_slot(facts: dict) -> AdSlot:
    return AdSlot(**facts | {"image": made_of(Image, facts["image"])})
