from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import connection, models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce, Greatest
from django.utils import timezone
from django.utils.functional import cached_property
from taggit.managers import TaggableManager

from articles.models.section import Section
from articles.models.tag import TaggedArticle
from authors.models import Author
from media.finding import FoundQuerySet, word_index
from media.gathering import as_list
from media.routes import address_of

# How long a deed waits for a story that another deed is at.
LOCKED_AT_MOST = "10s"

# A part of the sitemap has the stories of a month and of one block of ids: search engines
# read no more addresses at once.
IDS_A_PART = 50_000
block_of_ids = F("id") / IDS_A_PART
last_change = Coalesce("updated_at", "published_at")


class ArticleQuerySet(FoundQuerySet):
    def published(self, at=None):
        """What readers may see at this moment: the only definition of public."""
        now = timezone.now() if at is None else at
        return self.filter(
            Q(withdrawn_at=None) | Q(withdrawn_at__gt=now),
            Q(embargo_until=None) | Q(embargo_until__lte=now),
            published_at__lte=now,
        )

    def drafts(self):
        return self.filter(published_at=None, submitted_at=None)

    def being_written(self):
        """Drafts that nobody returned, the last saved first."""
        return self.drafts().filter(returned_at=None).order_by("-saved_at", "-pk")

    def returned(self):
        return self.drafts().filter(returned_at__isnull=False).order_by("-returned_at", "-pk")

    def due(self):
        """What the clock will do something to, the next first."""
        return self.filter(due_at__gt=timezone.now()).order_by("due_at", "pk")

    def overdue(self, moment):
        """What the clock was to do something to by this moment, and has not, the first next."""
        return self.filter(due_at__lte=moment).order_by("due_at", "pk")

    def held_back(self):
        """Whose change did not go out at its moment."""
        return self.exclude(held_back="").order_by("-scheduled_at", "-pk")

    def with_changes(self):
        """Public, with a text at the desk that readers do not see yet."""
        changed = self.published().filter(pending_since__isnull=False)
        return changed.order_by("-pending_since", "-pk")

    def in_review(self):
        """Whoever waits longest first."""
        waiting = self.filter(published_at=None, submitted_at__isnull=False)
        return waiting.order_by("submitted_at", "pk")

    def scheduled(self):
        """What goes out at a moment to come."""
        now = timezone.now()
        ahead = Q(published_at__gt=now) | Q(embargo_until__gt=now)
        stays = Q(withdrawn_at=None) | Q(withdrawn_at__gt=now)
        return self.filter(ahead, stays, published_at__isnull=False)

    def out_since(self, moment):
        """Published, and not before this moment."""
        since = Q(published_at__gte=moment) | Q(embargo_until__gte=moment)
        return self.published().filter(since)

    def by_hour(self):
        """In the order in which they go out; the embargo is a floor under the moment."""
        return self.alias(hour=Greatest("published_at", "embargo_until")).order_by("hour", "pk")

    def open_to(self, user):
        """What this user may open at the desk."""
        if user.has_perm("articles.change_any_article"):
            return self
        if not user.has_perm("articles.change_article"):
            return self.none()
        begun = Article.objects.filter(created_by=user).values("pk")
        named = Byline.objects.filter(author__user=user).values("article")
        return self.filter(pk__in=begun.union(named))

    def own(self, user):
        """Begun by this user or under their name, as `open_to` has it for a writer.

        Asked of each story: for lists that are short beside all that somebody has written.
        """
        named = Byline.objects.filter(article=OuterRef("pk"), author__user=user)
        return self.filter(Q(created_by=user) | Exists(named))

    def locked(self, pk):
        """The story, for as long as this transaction lasts nobody else's to change.

        Other stories may link to it meanwhile: two that link each other go out at once.
        Whoever waits longer than `LOCKED_AT_MOST` for it gets an `OperationalError`.
        """
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('lock_timeout', %s, true)", [LOCKED_AT_MOST])
        return self.select_for_update(no_key=True).get(pk=pk)

    def by_author(self, author, role=""):
        """Under this name, in this role or in any."""
        bylines = Byline.objects.filter(article=OuterRef("pk"), author=author)
        return self.filter(Exists(bylines.filter(role=role) if role else bylines))

    def newest_first(self):
        return self.order_by("-published_at", "-pk")

    def for_cards(self):
        """With all that a card prints, in one query."""
        return self.for_results().defer("body")

    def for_results(self):
        """As cards, and with the body, for the passage that answers."""
        words = Byline.objects.filter(article=OuterRef("pk"), role=Byline.Role.WORDS)
        names = {name: f"author__{name}" for name in ("id", "name", "slug", "portrait_id")}
        return (
            self.select_related("section", "lead_image")
            .defer("search_description", "social_description", "withdrawn_reason")
            .annotate(writer_facts=as_list(words, **names))
        )


class ArticleManager(models.Manager.from_queryset(ArticleQuerySet)):
    """Leaves the words of the search in the database, where alone they are read."""

    def get_queryset(self):
        return super().get_queryset().defer("search", "as_written")


class Article(models.Model):
    """A piece of journalism at one address, from first note to last correction.

    The row is what readers may see; what editors work on is the newest `Revision`.
    """

    class Kind(models.TextChoices):
        NEWS = "news", "News"
        ANALYSIS = "analysis", "Analysis"
        OPINION = "opinion", "Opinion"
        EXPLAINER = "explainer", "Explainer"
        REVIEW = "review", "Review"
        SPONSORED = "sponsored", "Sponsored"

    headline = models.CharField(max_length=200, blank=True)
    slug = models.SlugField(max_length=100, blank=True, allow_unicode=True)
    standfirst = models.TextField(blank=True)
    body = models.TextField(blank=True)
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.NEWS)
    lead_caption = models.TextField(blank=True)
    lead_alt = models.CharField(max_length=500, blank=True)
    lead_decorative = models.BooleanField(default=False)
    # Links that fill themselves pass it over.
    never_more = models.BooleanField(default=False)
    search_title = models.CharField(max_length=200, blank=True)
    search_description = models.TextField(blank=True)
    social_title = models.CharField(max_length=200, blank=True)
    social_description = models.TextField(blank=True)
    canonical_url = models.URLField(blank=True)
    # Written by publishing, for `articles.search`; empty until then.
    search = SearchVectorField(null=True, editable=False)
    # Without an index: read of stories that hold the words, for whether they stand together.
    as_written = SearchVectorField(null=True, editable=False)

    section = models.ForeignKey(
        Section, models.PROTECT, null=True, blank=True, related_name="articles"
    )
    lead_image = models.ForeignKey(
        "media.Image", models.PROTECT, null=True, blank=True, related_name="led_articles"
    )
    authors = models.ManyToManyField(
        "authors.Author", through="articles.Byline", related_name="articles"
    )
    tags = TaggableManager(through=TaggedArticle, blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    # The revision that readers see; empty until the first publication.
    live_revision = models.ForeignKey(
        "articles.Revision", models.RESTRICT, null=True, blank=True, related_name="+"
    )

    created_at = models.DateTimeField(default=timezone.now)
    saved_at = models.DateTimeField(default=timezone.now)
    submitted_at = models.DateTimeField(null=True, blank=True)
    # An editor gave it back with a note; handing it in again ends that.
    returned_at = models.DateTimeField(null=True, blank=True)
    returned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    returned_note = models.TextField(blank=True)
    # Empty for a draft, ahead for a scheduled article, past for a public one.
    published_at = models.DateTimeField(null=True, blank=True)
    # The last publication of a changed text; empty until there was one.
    updated_at = models.DateTimeField(null=True, blank=True)
    embargo_until = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_reason = models.TextField(blank=True)
    # Frozen at first publication, in the site's zone then, so that an address never moves.
    address_year = models.PositiveSmallIntegerField(null=True, blank=True)
    address_month = models.PositiveSmallIntegerField(null=True, blank=True)
    # Since when the desk has a text that readers do not see yet, of a story with an address.
    pending_since = models.DateTimeField(null=True, blank=True)

    # A change of a live story that goes out at a moment to come, with what goes along.
    scheduled_revision = models.ForeignKey(
        "articles.Revision", models.RESTRICT, null=True, blank=True, related_name="+"
    )
    scheduled_at = models.DateTimeField(null=True, blank=True)
    scheduled_with = models.JSONField(default=dict, blank=True)
    # Why the change did not go out at its moment.
    held_back = models.TextField(blank=True)
    # The next moment at which the clock does something to the story.
    due_at = models.DateTimeField(null=True, blank=True)

    objects = ArticleManager()
    found_by = ["headline"]

    class Meta:
        permissions = [
            ("change_any_article", "Can open and change everybody's stories"),
            ("publish_article", "Can publish stories"),
            ("withdraw_article", "Can withdraw stories and restore them"),
            ("override_article", "Can publish what the checklist holds back, with a reason"),
        ]
        verbose_name = "story"
        verbose_name_plural = "stories"
        constraints = [
            models.UniqueConstraint(
                fields=["address_year", "address_month", "slug"],
                # Drafts have no address; and a partial index is no key, so that setting a
                # slug does not wait for stories that link here.
                condition=Q(address_year__isnull=False),
                name="article_one_slug_a_month",
                violation_error_message="Another story of this month has this slug; change it.",
            ),
            models.CheckConstraint(
                condition=Q(published_at=None)
                | Q(address_year__isnull=False, address_month__isnull=False)
                & ~Q(slug="")
                & ~Q(headline=""),
                name="article_published_has_an_address",
                violation_error_message="A published story has a headline and an address.",
            ),
            models.CheckConstraint(
                condition=Q(scheduled_at=None, scheduled_revision=None)
                | Q(scheduled_at__isnull=False, scheduled_revision__isnull=False),
                name="article_scheduled_change_has_a_text_and_a_moment",
                violation_error_message="A scheduled change has a text and a moment.",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | ~Q(withdrawn_reason=""),
                name="article_withdrawn_with_a_reason",
                violation_error_message="Say why the story is withdrawn; readers see it.",
            ),
        ]
        indexes = [
            models.Index(
                fields=["-published_at", "-id"],
                condition=Q(published_at__isnull=False),
                name="article_newest",
            ),
            models.Index(
                fields=["section", "-published_at", "-id"],
                condition=Q(published_at__isnull=False),
                name="article_newest_in_section",
            ),
            models.Index(
                fields=["kind", "-published_at", "-id"],
                condition=Q(published_at__isnull=False),
                name="article_newest_of_kind",
            ),
            models.Index(
                F("address_year").desc(),
                F("address_month").desc(),
                block_of_ids.desc(),
                last_change.desc(),
                condition=Q(published_at__isnull=False),
                name="article_parts_of_sitemap",
            ),
            models.Index(fields=["-saved_at", "-id"], name="article_last_saved"),
            models.Index(
                fields=["-saved_at", "-id"],
                condition=Q(published_at__isnull=True),
                name="article_last_saved_drafts",
            ),
            models.Index(
                fields=["submitted_at", "id"],
                condition=Q(published_at__isnull=True, submitted_at__isnull=False),
                name="article_in_review",
            ),
            models.Index(
                fields=["embargo_until"],
                condition=Q(embargo_until__isnull=False),
                name="article_embargoed",
            ),
            models.Index(
                fields=["-saved_at", "-id"],
                condition=Q(withdrawn_at__isnull=False),
                name="article_last_saved_withdrawn",
            ),
            models.Index(
                fields=["due_at"],
                condition=Q(due_at__isnull=False),
                name="article_due",
            ),
            models.Index(
                fields=["-scheduled_at", "-id"],
                condition=~Q(held_back=""),
                name="article_held_back",
            ),
            models.Index(
                fields=["-pending_since", "-id"],
                condition=Q(pending_since__isnull=False),
                name="article_changes_pending",
            ),
            models.Index(
                fields=["-returned_at", "-id"],
                condition=Q(returned_at__isnull=False),
                name="article_returned",
            ),
            word_index("headline", name="article_words"),
            GinIndex(fields=["search"], name="article_search"),
        ]

    def __str__(self):
        return self.headline or f"Story {self.pk} without a headline"

    def get_absolute_url(self):
        return address_of("article", self.address_year, f"{self.address_month:02}", self.slug)

    @property
    def is_withdrawn(self):
        return self.withdrawn_at is not None and self.withdrawn_at <= timezone.now()

    @property
    def used_as(self):
        """How near to readers what the row holds is, and in words."""
        return (1, "Readers see it") if self.is_public else (2, "Not public")

    @property
    def is_public(self):
        now = timezone.now()
        return (
            self.published_at is not None
            and self.published_at <= now
            and not self.is_withdrawn
            and (self.embargo_until is None or self.embargo_until <= now)
        )

    @property
    def is_gone(self):
        """Withdrawn after readers could see it, so that its address tells them the reason."""
        return (
            self.is_withdrawn
            and self.published_at is not None
            and self.published_at <= self.withdrawn_at
            and (self.embargo_until is None or self.embargo_until <= self.withdrawn_at)
        )

    @property
    def is_scheduled(self):
        return self.published_at is not None and not self.is_withdrawn and not self.is_public

    @property
    def goes_out_at(self):
        """The moment of a scheduled story: the embargo is a floor under it."""
        return max(filter(None, [self.published_at, self.embargo_until]))

    @property
    def address_is_fixed(self):
        """Readers may know the address already: they see the story, or saw it once."""
        return self.is_public or self.is_gone

    @property
    def state(self):
        """One of: draft, in review, scheduled, published, published with changes, withdrawn."""
        if self.published_at is None:
            return "in review" if self.submitted_at else "draft"
        if self.is_withdrawn:
            return "withdrawn"
        if not self.is_public:
            return "scheduled"
        return "published with changes" if self.pending_since else "published"

    def moments(self):
        """When the clock does something to the story: it goes out, changes, is withdrawn."""
        told = [self.withdrawn_at, self.scheduled_at if not self.held_back else None]
        if self.published_at is not None:
            told.append(self.goes_out_at)
        return sorted(filter(None, told))

    def wind(self, now):
        """Set the clock to the next moment that is to come."""
        self.due_at = next((moment for moment in self.moments() if moment > now), None)

    @cached_property
    def writers(self):
        """Whose words these are, as a card names them; of stories fetched `for_cards`."""
        return [Author(**facts) for facts in self.writer_facts]

    @property
    def printed_title(self):
        """For the browser's tab and search engines."""
        return self.search_title or self.headline

    @property
    def printed_description(self):
        return self.search_description or self.standfirst

    @property
    def printed_lead_caption(self):
        return self.lead_caption or self.lead_image.caption

    @property
    def printed_lead_alt(self):
        return "" if self.lead_decorative else self.lead_alt or self.lead_image.alt_text

    @property
    def printed_kind(self):
        """What a reader is told at the section line; news needs no label."""
        return "" if self.kind == self.Kind.NEWS else self.get_kind_display()


class BylineQuerySet(models.QuerySet):
    def roles_of(self, author):
        """The roles in which an author has a public story, with what they are called."""
        public = self.filter(author=author, article__in=Article.objects.published()).order_by()
        newest = [public.filter(role=role).values_list("role")[:1] for role in Byline.Role]
        there = {role for (role,) in newest[0].union(*newest[1:]).order_by()}
        return {role.value: role.label for role in Byline.Role if role in there}


class Byline(models.Model):
    """An author of a story in one role, at one place of the order."""

    class Role(models.TextChoices):
        WORDS = "words", "Words"
        REPORTING = "reporting", "Additional reporting"
        PHOTOGRAPHS = "photographs", "Photographs"
        GRAPHICS = "graphics", "Graphics"
        EDITING = "editing", "Editing"
        TRANSLATION = "translation", "Translation"

    article = models.ForeignKey(Article, models.CASCADE, related_name="bylines")
    author = models.ForeignKey("authors.Author", models.PROTECT, related_name="bylines")
    role = models.CharField(max_length=15, choices=Role, default=Role.WORDS)
    position = models.PositiveSmallIntegerField()

    objects = BylineQuerySet.as_manager()

    class Meta:
        ordering = ["position"]
        indexes = [models.Index(fields=["author", "role"], name="byline_roles_of_author")]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "author", "role"],
                name="byline_author_once_a_role",
                violation_error_message="The same author stands twice in one role.",
            ),
            models.UniqueConstraint(
                fields=["article", "position"],
                name="byline_one_a_place",
                violation_error_message="Two names stand at the same place of the byline.",
                deferrable=models.Deferrable.DEFERRED,
            ),
        ]

    def __str__(self):
        return f"{self.get_role_display()}: {self.author}"

    @property
    def used_in(self):
        return self.article


class RelatedLink(models.Model):
    """A hand-picked “More:” link: a story of ours, or an outside address with its title."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="related_links")
    story = models.ForeignKey(
        Article, models.CASCADE, null=True, blank=True, related_name="linked_from"
    )
    url = models.URLField(blank=True, max_length=500)
    title = models.CharField(max_length=200, blank=True)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.CheckConstraint(
                condition=Q(story__isnull=False, url="", title="")
                | Q(story__isnull=True) & ~Q(url="") & ~Q(title=""),
                name="related_link_is_a_story_or_an_address",
                violation_error_message="Choose a story, or write an address and its title.",
            ),
            models.CheckConstraint(
                condition=Q(story=None) | ~Q(story=F("article")),
                name="related_link_is_another_story",
                violation_error_message="A story cannot be related to itself.",
            ),
            models.UniqueConstraint(
                fields=["article", "story"],
                name="related_story_once",
                violation_error_message="The same related story stands twice.",
            ),
        ]

    def __str__(self):
        return self.title or str(self.story)
