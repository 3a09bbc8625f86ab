from authors.models.author import Author
from authors.models.deed import Deed
from authors.models.former_slug import FormerAuthorSlug
from authors.models.revision import AuthorRevision
from authors.models.user import User

__all__ = ["Author", "AuthorRevision", "Deed", "FormerAuthorSlug", "User"]
