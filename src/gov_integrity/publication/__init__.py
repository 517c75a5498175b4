"""Publication: what of a register may be shown to whom, how masked, until when, and why the rest is not."""

from .publish import Published, Shown, Withheld, publish
from .render import document, lines, summary
from .tables import AUDIENCES, Audience, reason
from .view import PersonLaw, PublicationView, Site, view_of

__all__ = [
    "AUDIENCES",
    "Audience",
    "PersonLaw",
    "PublicationView",
    "Published",
    "Shown",
    "Site",
    "Withheld",
    "document",
    "lines",
    "publish",
    "reason",
    "summary",
    "view_of",
]
