"""What is written: sections, tags, stories and what hangs on a story."""

from articles.models.address import FormerAddress, FormerSectionSlug, InnerLink
from articles.models.article import Article, Byline, RelatedLink
from articles.models.correction import Correction
from articles.models.likeness import Likeness, Term
from articles.models.notice import Notice, RightsTold
from articles.models.presence import Presence
from articles.models.preview_link import PreviewLink
from articles.models.revision import AuthorUse, PictureUse, Revision
from articles.models.section import Section
from articles.models.tag import FormerTagSlug, Synonym, Tag, TaggedArticle

__all__ = [
    "Article",
    "AuthorUse",
    "Byline",
    "Correction",
    "FormerAddress",
    "FormerSectionSlug",
    "FormerTagSlug",
    "InnerLink",
    "Likeness",
    "Notice",
    "PictureUse",
    "Presence",
    "PreviewLink",
    "RelatedLink",
    "Revision",
    "RightsTold",
    "Section",
    "Synonym",
    "Tag",
    "TaggedArticle",
    "Term",
]
