"""Which drawing goes by which name, and the library's record of each."""

from collections.abc import Callable

from django.core.files.uploadedfile import SimpleUploadedFile

from authors.models import User
from media import intake
from media.models import Image
from newsroom.demo import texts
from newsroom.demo.drawing import (
    advertisement,
    bench,
    brass,
    crossings,
    evenings,
    harbour,
    kitchens,
    larder,
    marsh,
    night,
    people,
    shore,
    town,
    weather,
    workshop,
)
from newsroom.demo.drawing.canvas import Canvas

DRAWINGS: dict[str, Callable[[], Canvas]] = {
    drawing.__name__: drawing
    for drawing in [
        *(harbour.ferry, harbour.nets, harbour.light),
        *(town.boiler, town.library, town.clock, town.market),
        *(marsh.creek, marsh.bills, marsh.moths),
        *(crossings.pilot, crossings.chart, crossings.bridge),
        *(night.telephone, night.nightbus, night.owl),
        *(shore.bench, shore.eels),
        *(weather.rain, weather.gauge, weather.fog),
        *(kitchens.galley, kitchens.soup, larder.pears, larder.cheese),
        *(evenings.theatre, evenings.museum, evenings.reading, brass.band),
        *(workshop.bell, workshop.ink, workshop.kite, bench.repair),
        *(people.wren, people.tobias, people.imani, people.lucia),
        *(people.odile, people.benedikt, people.samira, people.jonah),
        *(advertisement.letters, advertisement.walks),
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
