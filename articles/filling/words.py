"""What made-up stories say: sentences of a newspaper, none of them true.

A few words are in every story, as in any language; names of people and places, of which
there are many thousands, are the rarer the later they come (Zipf).
"""

from random import Random

BODIES = [
    *("The council", "The harbour board", "The county court", "The school trust", "The library"),
    *("The fire service", "The water company", "The museum", "The bus company", "The hospital"),
    *("The growers’ union", "The rowing club", "The theatre", "The planning office", "The mill"),
    *(
        "The lifeboat crew",
        "The police",
        "The cathedral choir",
        "The market hall",
        "The ferry line",
    ),
]
DEEDS = [
    *("approved", "postponed", "published", "withdrew", "defended", "opened", "sold", "repaired"),
    *("inspected", "rejected", "tested", "funded", "extended", "replaced", "measured", "closed"),
    *("announced", "completed", "questioned", "welcomed", "drained", "surveyed", "restored"),
]
THINGS = [
    *("the plan for a new bridge", "its accounts for the year", "a cycle path along the river"),
    *("the repair of the sea wall", "a list of empty houses", "the timetable for the winter"),
    *("two hundred allotments", "the old signal box", "a fund for flooded cellars"),
    *("the report on school meals", "the sale of the grain store", "a map of forgotten wells"),
    *("the night train", "a charter for street musicians", "the rules for market stalls"),
    *("the tax on second homes", "an exhibition of sails", "the lighting of the towpath"),
    *("a survey of hedgerows", "the lease of the boathouse", "the price of heating"),
    *("the search for a lost bell", "a vaccine against cattle fever", "the merger of two clinics"),
]
REASONS = [
    *("after three hours of debate", "against the advice of its own engineers", "without a vote"),
    *("because the money had gone", "to the surprise of the neighbours", "for the second time"),
    *("as the river kept rising", "while the case is before the court", "despite a petition"),
    *("once the last objection had been heard", "on the condition that work begins by spring"),
    *("although nobody had asked", "in a letter of four lines", "to general relief"),
]
TRADES = [
    *("teacher", "engineer", "farmer", "ferry pilot", "nurse", "beekeeper", "surveyor", "baker"),
    *("historian", "bus driver", "judge", "gardener", "economist", "organist", "welder", "vet"),
]
VERDICTS = [
    *("This will cost us dearly", "We have waited ten years for it", "Nobody told us"),
    *("The figures speak for themselves", "It can be done by autumn", "I would do it again"),
    *("People here remember the last time", "That is not what was promised", "It is a start"),
    *("We count every litre", "The children noticed first", "You can hear it from the quay"),
]
CLAUSES = [
    *(
        "The work is to take {months} months and to cost {sum} million",
        "A decision is due in {month}",
    ),
    *(
        "About {many} people signed a letter of protest",
        "The next hearing is set for {month} {day}",
    ),
    *("Prices rose by {few} percent in a year", "Of {many} households asked, two thirds agreed"),
    *("It was built in {year} and has been altered {few} times since",),
    *("Rain is expected until {month}", "The last such case was in {year}"),
    *("Volunteers counted {many} birds in {few} days", "The road from {place} stays closed"),
]
MONTHS = [
    *("January", "February", "March", "April", "May", "June", "July", "August"),
    *("September", "October", "November", "December"),
]
FIRST_NAMES = [
    *("Ada", "Bruno", "Clara", "Dario", "Edda", "Farid", "Greta", "Hugo", "Ines", "Jonas"),
    *("Katja", "Leon", "Mara", "Nils", "Olga", "Pavel", "Quinn", "Rosa", "Sami", "Tilda"),
    *("Umar", "Vera", "Wanda", "Xenia", "Yusuf", "Zoe", "Anton", "Berta", "Carlo", "Dina"),
]
BEGINNINGS = [
    *("Al", "Bar", "Cor", "Dun", "El", "Fen", "Gar", "Hol", "Ist", "Jor", "Kel", "Lom", "Mar"),
    *("Nor", "Ost", "Pel", "Rav", "Sel", "Tor", "Ul", "Ver", "Wal", "Yar", "Zel", "Brin", "Crel"),
]
MIDDLES = ["", "a", "e", "en", "i", "in", "o", "or", "u", "is", "am", "et", "ol", "an"]
PLACE_ENDS = ["by", "den", "fell", "ford", "ham", "holm", "mere", "mouth", "stad", "wick", "worth"]
NAME_ENDS = ["bach", "berg", "dahl", "ez", "ini", "kamp", "man", "ova", "sen", "ski", "son", "ton"]
QUALITIES = [
    *("Public", "Rural", "Night", "Winter", "Coastal", "Local", "Young", "Free", "Old", "Open"),
    *("Green", "High", "Small", "New", "Far", "Slow", "River", "Island", "Border", "Market"),
]
SUBJECTS = [
    *("transport", "schools", "housing", "music", "farming", "courts", "weather", "ports"),
    *("health", "history", "energy", "books", "rowing", "birds", "bridges", "taxes", "trade"),
    *("gardens", "railways", "water", "theatre", "science", "food", "sport", "elections"),
]


class Wording(Random):
    """Draws words; of the same seed always the same ones."""

    def among(self, number: int) -> int:
        """One of so many, the first ones far more often."""
        return min(int(self.paretovariate(0.6)), number) - 1

    def person(self) -> str:
        return f"{self.choice(FIRST_NAMES)} {self._drawn(NAME_ENDS)}"

    def place(self) -> str:
        return self._drawn(PLACE_ENDS)

    def _drawn(self, ends: list[str]) -> str:
        rest, beginning = divmod(self.among(len(BEGINNINGS) * len(MIDDLES) * len(ends)), 26)
        middle, end = divmod(rest, len(ends))
        return BEGINNINGS[beginning] + MIDDLES[middle] + ends[end]

    def headline(self) -> str:
        kind, thing, place = self.random(), self.choice(THINGS), self.place()
        if kind < 0.5:
            return f"{self.choice(BODIES)} in {place} {self.choice(DEEDS)} {thing}"
        if kind < 0.7:
            return f"{self.person()} of {place}: “{self.choice(VERDICTS)}”"
        if kind < 0.85:
            return f"How {place} lost {thing}"
        return f"What {thing} means for {place} and {self.place()}"

    def sentence(self) -> str:
        kind = self.random()
        if kind < 0.35:
            told = f"{self.choice(BODIES)} {self.choice(DEEDS)} {self.choice(THINGS)}"
            return f"{told} {self.choice(REASONS)}."
        if kind < 0.55:
            who = f"{self.person()}, a {self.choice(TRADES)} from {self.place()}"
            return f"“{self.choice(VERDICTS)},” said {who}."
        if kind < 0.75:
            return f"In {self.place()} {self._clause()}."
        told = self._clause()
        return f"{told[0].upper()}{told[1:]}."

    def _clause(self) -> str:
        told = self.choice(CLAUSES).format(
            months=self.randint(2, 30),
            sum=self.randint(1, 400),
            many=self.randint(100, 20_000),
            few=self.randint(2, 19),
            month=self.choice(MONTHS),
            day=self.randint(1, 28),
            year=self.randint(1880, 2020),
            place=self.place(),
        )
        return told[0].lower() + told[1:]

    def paragraph(self) -> str:
        return " ".join(self.sentence() for _ in range(self.randint(2, 4)))
