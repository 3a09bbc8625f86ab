"""What a browser sends from the story form."""

from django.urls import reverse
from django.utils import timezone

from articles.models import Article


def change(article):
    return reverse("admin:articles_article_change", args=[article.pk])


def as_typed(article, **also):
    """The form of the newest revision, as it was loaded, and what else is sent."""
    revision = article.revisions.first()
    document = revision.document
    fields = {
        name: getattr(document, name)
        for name in ("headline", "standfirst", "body", "kind", "slug", "lead_alt", "lead_caption")
    }
    fields |= {
        "section": document.section or "",
        "lead_image": document.lead_image or "",
        "bylines": [credit.author for credit in document.bylines],
        "bylines_role": [credit.role for credit in document.bylines],
        "tags": ", ".join(document.tags),
        "embargo_until": on_the_desks_clock(document.embargo_until),
        "revision": revision.number,
    }
    return fields | also


def on_the_desks_clock(moment):
    return f"{timezone.localtime(moment):%Y-%m-%dT%H:%M:%S}" if moment else ""


def ask(client, article, deed, **also):
    """Press a button of the form: what is answered, and the story after it."""
    response = client.post(change(article), as_typed(article, **{deed: "1"} | also))
    return response, Article.objects.get(pk=article.pk)
