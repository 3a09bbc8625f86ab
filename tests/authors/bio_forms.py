"""What a browser sends from the form of an author."""

from django.urls import reverse


def form_of(author):
    return reverse("admin:authors_author_change", args=[author.pk])


def newest(author):
    return author.revisions.values_list("number", flat=True).first() or 0


def typed(author, **overrides):
    """The form that holds what the author's row says, loaded just now."""
    fields = {
        "name": author.name,
        "slug": author.slug,
        "title": author.title,
        "sign_off": author.sign_off,
        "bio": author.bio,
        "portrait": author.portrait_id or "",
        "links": "\r\n".join(f"{link['label']} {link['url']}" for link in author.links),
        "contact": author.contact,
        "standing": author.standing,
        "position": author.position,
        "user": author.user_id or "",
        "revision": newest(author) if author.pk else "",
        "note": "",
    }
    return fields | overrides


def save(client, author, **overrides):
    author.refresh_from_db()
    return client.post(form_of(author), typed(author, **overrides))
