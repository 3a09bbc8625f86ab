from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils import timezone
from pgvector.django import HalfVectorField, HnswIndex, SparseVectorField

MEANINGS = 256
# Words are numbered by their checksum.
WORDS = 1 << 24
PRINTS = 64


class Likeness(models.Model):
    """What a story is about, in numbers: two that are near are alike."""

    article = models.OneToOneField(
        "articles.Article", models.CASCADE, primary_key=True, related_name="likeness"
    )
    # By a model of the language; of length 1.
    meaning = HalfVectorField(dimensions=MEANINGS)
    # By its own words, the rarer the heavier (TF-IDF); of length 1.
    words = SparseVectorField(dimensions=WORDS)
    # Copies of a text have most of them in common.
    prints = ArrayField(models.IntegerField(), size=PRINTS)
    # Of the text that was read; another one has to be read anew.
    text_hash = models.BinaryField(max_length=16)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = [
            HnswIndex(
                name="likeness_nearest",
                fields=["meaning"],
                opclasses=["halfvec_cosine_ops"],
            ),
        ]

    def __str__(self):
        return f"What {self.article} is about"


class OneLetterLess(models.Func):
    """A word, and what it is without each of its letters.

    Two words of which one has a letter more, another one or two the other way round have
    such a form in common; nothing else of an index finds them (Garbe's symmetric deletes).
    """

    function = "newsroom_one_letter_less"
    output_field = ArrayField(models.TextField())


class Term(models.Model):
    """A word of public stories, without accents and case, and how many hold it."""

    word = models.CharField(max_length=40, primary_key=True)
    stories = models.PositiveIntegerField()

    class Meta:
        indexes = [GinIndex(OneLetterLess("word"), name="term_one_letter_less")]

    def __str__(self):
        return self.word
