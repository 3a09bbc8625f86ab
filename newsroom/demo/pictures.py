"""Which drawing goes by which name, and the library's record of each."""

from collections.abc import Callable

from django.core.files.uploadedfile import SimpleUploadedFile

from authors.models import User
from media import intake
from media.models import Image
from newsroom.demo import texts
from newsroom.demo.drawing import advertisement, evenings, harbour, making, marsh, people, town
from newsroom.demo.drawing.canvas import Canvas

DRAWINGS: dict[str, Callable[[], Canvas]] = {
    drawing.__name__: drawing
    for drawing in [
        *(harbour.ferry, harbour.nets, harbour.light),
        *(town.boiler, town.library, town.clock, town.market),
        *(marsh.creek, marsh.bills, marsh.moths),
        *(evenings.theatre, evenings.museum, evenings.reading, evenings.band),
        *(making.kite, making.ink, making.repair),
        *(people.wren, people.tobias, people.imani, people.lucia),
        advertisement.letters,
    ]
}
ARTIST = "Lucía Ferrant"


def take_in(*, by: User) -> dict[str, Image]:
    """Draw every picture and put it into the library."""
    library = {}
    for name, facts in texts.pictures().items():
        file = SimpleUploadedFile(f"{name}.jpg", DRAWINGS[name]().jpeg(), "image/jpeg")
        library[name] = intake.take_in(
            file, uploaded_by=by, credit=f"Illustration by {ARTIST}", creator=ARTIST, **facts
        )
    return library
