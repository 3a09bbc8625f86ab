from authors.models.author import Author
from authors.models.deed import Deed
from authors.models.user import User

__all__ = ["Author", "Deed", "User"]
