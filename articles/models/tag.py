import unicodedata
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import connection, models
from django.db.models import Value
from django.db.models.functions import Lower
from taggit.models import ItemBase, TagBase

from articles.slugs import slug_for
from media.finding import FoundQuerySet, beginnings, word_index
from media.routes import address_of

LONGEST_TAG = 60
# Control characters, halves of characters, and those that Unicode has yet to assign, on whose
# case Python and PostgreSQL may not agree.
UNSEEN = {"Cc", "Cs", "Cn"}
# Another name may take a slug in the moment between our look and our write.
MOST_TRIES = 20
# Whoever merges tags has this lock alone; whoever puts tags on stories shares it.
MERGING = int.from_bytes(b"tags")


def tidy(name: str) -> str:
    """The name with single spaces, composed letters and nothing that cannot be seen or kept."""
    visible = "".join(c for c in name if c.isspace() or unicodedata.category(c) not in UNSEEN)
    return " ".join(unicodedata.normalize("NFC", visible).split())


def split_names(text: str) -> list[str]:
    """The names of a list with commas; a space is part of a name."""
    return [name for part in text.split(",") if (name := tidy(part))]


def clean_tag_name(name: str) -> str:
    """The tidy name; a `ValidationError` says what is wrong with it."""
    name = tidy(name)
    if len(name) > LONGEST_TAG:
        raise ValidationError(
            f"“{name[:30]}…” has {len(name)} characters; a tag has {LONGEST_TAG} at most."
        )
    if "," in name:
        raise ValidationError(f"“{name}” has a comma, which separates tags; leave it out.")
    if not slug_for(name):
        raise ValidationError(f"“{name}” has no letter or digit to make an address from.")
    return name


def share_with_mergers() -> None:
    """Until the end of this transaction no tag is merged into another."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock_shared(%s)", [MERGING])


class NamedQuerySet(FoundQuerySet):
    def called(self, names: Iterable[str]):
        """Those of these names in any case."""
        folded = [Lower(Value(name)) for name in names]
        return self.alias(folded=Lower("name")).filter(folded__in=folded)


class TagQuerySet(NamedQuerySet):
    def among(self, names: Iterable[str]):
        """The tags of these names in any case, or also called so."""
        names = list(names)
        synonyms = Synonym.objects.called(names).order_by().values("tag")
        by_name = self.model.objects.called(names).order_by().values("pk")
        return self.filter(pk__in=by_name.union(synonyms))

    def found(self, typed: str):
        """Those that match what was typed, also by another of their names."""
        if beginnings(typed) is None:
            return super().found(typed)
        by_name = super(TagQuerySet, self.model.objects.order_by()).found(typed).values("pk")
        synonyms = Synonym.objects.order_by().found(typed).values("tag")
        return self.filter(pk__in=by_name.union(synonyms))

    def named(self, name: str):
        """The tag of this name in any case, made when there is none."""
        return self.all_named([name])[0]

    def all_named(self, names: Iterable[str]) -> list:
        """The tags of these names in any case, each once; those that there are not are made.

        A name that another tag has besides is that tag.

        Also by several people at once: nobody gets a second tag of a name, nobody waits in a
        circle, because all make theirs in the same order.
        """
        share_with_mergers()
        wanted: dict[str, str] = {}
        for name in map(tidy, names):
            wanted.setdefault(name.casefold(), name)
        there = self.by_name(wanted.values())
        for _ in range(MOST_TRIES):
            missing = [wanted[folded] for folded in sorted(wanted.keys() - there.keys())]
            if not missing:
                break
            self.bulk_create(self.with_free_slugs(missing), ignore_conflicts=True)
            there |= self.by_name(missing)
        return list({there[folded].pk: there[folded] for folded in wanted}.values())

    def by_name(self, names: Iterable[str]) -> dict:
        """The tag of each of these names that there is, by the name without case."""
        names = list(names)
        there = {tag.name.casefold(): tag for tag in self.called(names)}
        synonyms = Synonym.objects.called(names).select_related("tag")
        return {synonym.name.casefold(): synonym.tag for synonym in synonyms} | there

    def with_free_slugs(self, names: list[str]) -> list:
        slugs = [slug_for(name, length=90) or "tag" for name in names]
        begins_alike = models.Q()
        for slug in slugs:
            begins_alike |= models.Q(slug__startswith=slug)
        former = FormerTagSlug.objects.filter(begins_alike).values_list("slug")
        slugs_there = self.filter(begins_alike).values_list("slug").union(former).order_by()
        taken = {slug for (slug,) in slugs_there}
        tags = []
        for name, slug in zip(names, slugs, strict=True):
            candidates = (slug if n == 1 else f"{slug}-{n}" for n in range(1, len(taken) + 2))
            free = next(candidate for candidate in candidates if candidate not in taken)
            taken.add(free)
            tags.append(self.model(name=name, slug=free))
        return tags


class Tag(TagBase):
    """A subject, one whatever the case it is written in."""

    objects = TagQuerySet.as_manager()
    found_by = ["name"]

    class Meta:
        permissions = [("merge_tag", "Can merge tags")]
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                Lower("name"),
                name="tag_one_name_in_any_case",
                violation_error_message="There is a tag of this name already.",
            ),
        ]
        indexes = [word_index("name", name="tag_words")]

    def clean(self):
        """An address that led to one tag never leads to another, nor does a name."""
        super().clean()
        self.name = clean_tag_name(self.name)
        problems = {}
        former = FormerTagSlug.objects.filter(slug=self.slug).exclude(tag=self.pk)
        if other := former.select_related("tag").first():
            message = f"This was the slug of “{other.tag}”, and still leads there."
            problems["slug"] = f"{message} Choose a different one."
        synonyms = Synonym.objects.called([self.name]).exclude(tag=self.pk)
        if other := synonyms.select_related("tag").first():
            problems["name"] = f"“{other.tag}” is also called “{other}”."
        if problems:
            raise ValidationError(problems)

    def leave(self, slug):
        """The address that ended so leads to the one that the tag has now."""
        FormerTagSlug.objects.filter(slug__in=[slug, self.slug]).delete()
        self.former_slugs.create(slug=slug)

    def call_also(self, names: Iterable[str]) -> None:
        """These are its other names from now on, and no others."""
        self.synonyms.all().delete()
        Synonym.objects.bulk_create(Synonym(tag=self, name=name) for name in names)

    def get_absolute_url(self):
        return address_of("tag", self.slug)

    def slugify(self, tag, i=None):
        return slug_for(tag, length=90) + (f"-{i}" if i else "")


class TaggedArticle(ItemBase):
    content_object = models.ForeignKey("articles.Article", models.CASCADE, related_name="taggings")
    tag = models.ForeignKey(Tag, models.CASCADE, related_name="taggings")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["content_object", "tag"],
                name="article_bears_a_tag_once",
                violation_error_message="The story bears this tag already.",
            ),
        ]
        # The latest stories of a tag, without reading all of them.
        indexes = [models.Index(fields=["tag", "-content_object"], name="tagging_latest_of_tag")]

    def __str__(self):
        return f"{self.content_object}: {self.tag}"


class FormerTagSlug(models.Model):
    """The end of the address of a tag before it was renamed, or of one that is merged into it."""

    tag = models.ForeignKey(Tag, models.CASCADE, related_name="former_slugs")
    slug = models.SlugField(max_length=100, unique=True, allow_unicode=True)

    def __str__(self):
        return self.slug


class Synonym(models.Model):
    """Another name for a tag: whoever types it gets the tag."""

    tag = models.ForeignKey(Tag, models.CASCADE, related_name="synonyms")
    name = models.CharField(max_length=100)

    objects = NamedQuerySet.as_manager()
    found_by = ["name"]

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                Lower("name"),
                name="synonym_of_one_tag_in_any_case",
                violation_error_message="Another tag is also called so.",
            ),
        ]
        indexes = [word_index("name", name="synonym_words")]

    def __str__(self):
        return self.name
