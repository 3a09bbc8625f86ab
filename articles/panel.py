"""The publishing panel of the story form: what may be asked for beside saving."""

from collections.abc import Callable
from dataclasses import dataclass

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from articles import publishing
from articles.models import Article, Correction
from articles.moments import in_full
from articles.publishing import Change
from authors.models import User
from media.moment_field import ON_THE_DESKS_CLOCK, MomentField

UPDATE, SMALL_FIX = "update", "small fix"
CHANGES = [
    (UPDATE, "An update: readers see a new “updated” time"),
    (SMALL_FIX, "A small fix: the “updated” time stays"),
]
SUBMITTED = "Submitted. The editors see it in their list."
RETURNED = "Returned. Its writers see your note."
APPROVED = "Approved. It may go out."
PUBLISHED = "Published. Readers see it now."
NOTHING_NEW = "Readers have this text already."
TOLD = "Told under the story."
OFF_THE_SCHEDULE = "Off the schedule: a draft again."
CHANGE_STAYS = "Off the schedule. The change stays at the desk."
NOTHING_SCHEDULED = "Nothing of this story was on the schedule."
NOTHING_TO_SUBMIT = "This story is scheduled or public already; there is nothing to submit."
PASSED = "This moment has passed. Choose one to come, or publish now."


# More than any field of the panel takes.
MOST_CHARACTERS_WAITING = 4000


class PanelForm(forms.Form):
    """Nothing of it is part of the story; a deed takes what it needs, and the rest waits."""

    publish_at = MomentField(label="Goes out at", required=False, help_text=ON_THE_DESKS_CLOCK)
    change = forms.ChoiceField(
        label="This change is", choices=CHANGES, initial=UPDATE, widget=forms.RadioSelect
    )
    correction_kind = forms.ChoiceField(label="Kind", choices=Correction.Kind)
    correction_words = forms.CharField(
        label="What readers are told",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Dated under the story and in the list of corrections. Empty: nothing is told.",
    )
    override = forms.CharField(
        label="Why it may go out all the same",
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Publishing and scheduling pass the checklist with it. The log keeps it.",
    )
    returned_note = forms.CharField(
        label="What is to be done",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="The writers read it on their first page, and in a mail.",
    )

    # The deed that was asked for is done.
    is_done = False

    def __init__(self, data=None, *, article=None, asked=None, waiting=None):
        """`waiting` is what was typed here before, and no deed has taken yet."""
        self.asked = asked
        data = data if data is None else self.filled(data)
        initial = self.what_is_set(article) | (waiting or {})
        super().__init__(data, label_suffix="", initial=initial)

    def filled(self, data):
        """A form that shows no choice of a kind asks for the usual one."""
        usual = {"change": UPDATE, "correction_kind": Correction.Kind.CORRECTION}
        return usual | {name: data[name] for name in self.base_fields if name in data}

    def what_is_set(self, article):
        """What goes out with a change that is scheduled already, and when a story does."""
        if article is None:
            return {}
        with_it = article.scheduled_with
        told = {"override": with_it.get("override", "")}
        if with_it:
            told["change"] = UPDATE if with_it["moves_updated"] else SMALL_FIX
            told["correction_kind"] = with_it["kind"] or Correction.Kind.CORRECTION
            told["correction_words"] = with_it["words"]
        return told | {"publish_at": moment_set(article)}

    def full_clean(self):
        """What the deed does not take is not looked at, and stays as it was typed."""
        super().full_clean()
        for name in self.errors.keys() - (self.asked.takes if self.asked else set()):
            del self.errors[name]

    @property
    def waiting(self):
        """What was typed here and no deed has taken: it is shown again with the next form."""
        longest = MOST_CHARACTERS_WAITING
        settled = self.asked.settles if self.is_done else frozenset()
        typed = [(name, self.data.get(name)) for name in self.changed_data if name not in settled]
        return {name: words[:longest] for name, words in typed if words}

    def clean_publish_at(self):
        at = self.cleaned_data["publish_at"]
        if at is None:
            raise ValidationError("Choose the moment.")
        if at <= timezone.now():
            raise ValidationError(PASSED)
        return at

    @property
    def with_change(self):
        given = self.cleaned_data
        words = given["correction_words"]
        kind = given["correction_kind"] if words else ""
        return Change(moves_updated=given["change"] == UPDATE, kind=kind, words=words)


def moment_set(article: Article):
    """The moment to come that is set already."""
    if article.scheduled_at:
        return article.scheduled_at
    return article.goes_out_at if article.is_scheduled else None


# The deeds: what each does, and the sentence that tells it is done.


def submit(article: Article, by: User, panel: PanelForm) -> str:
    if article.published_at is not None:
        raise ValidationError(NOTHING_TO_SUBMIT)
    publishing.submit(article, by=by)
    return SUBMITTED


def send_back(article: Article, by: User, panel: PanelForm) -> str:
    publishing.send_back(article, by=by, note=panel.cleaned_data["returned_note"])
    return RETURNED


def approve(article: Article, by: User, panel: PanelForm) -> str:
    publishing.approve(article, by=by)
    return APPROVED


def publish(article: Article, by: User, panel: PanelForm) -> str:
    newest = article.revisions.values_list("pk", flat=True).first()
    is_news = not article.is_public or article.live_revision_id != newest
    change, override = panel.with_change, panel.cleaned_data["override"]
    publishing.publish(article, by=by, override=override, change=change)
    if is_news:
        return PUBLISHED
    return TOLD if change.words else NOTHING_NEW


def schedule(article: Article, by: User, panel: PanelForm) -> str:
    at, override = panel.cleaned_data["publish_at"], panel.cleaned_data["override"]
    publishing.publish(article, by=by, at=at, override=override, change=panel.with_change)
    what = "The change goes" if article.address_is_fixed else "Goes"
    return f"Scheduled. {what} out {in_full(at)}."


def unschedule(article: Article, by: User, panel: PanelForm) -> str:
    told = NOTHING_SCHEDULED
    if article.scheduled_at:
        told = CHANGE_STAYS
    elif article.is_scheduled:
        told = OFF_THE_SCHEDULE
    publishing.unschedule(article, by=by)
    return told


@dataclass(frozen=True)
class Asked:
    """A button of the panel: who may press it, what it takes of the panel, what it does."""

    permission: str
    do: Callable[[Article, User, PanelForm], str]
    refused: str
    takes: frozenset[str] = frozenset()

    @property
    def settles(self) -> frozenset[str]:
        """What of the panel has no meaning any more once it is done."""
        return GOES_OUT if self.takes >= GOES_ALONG else self.takes


MAY_SUBMIT, MAY_PUBLISH = "articles.change_article", "articles.publish_article"
GOES_ALONG = frozenset({"change", "correction_kind", "correction_words", "override"})
GOES_OUT = GOES_ALONG | {"publish_at"}
DEEDS = {
    "_submit": Asked(MAY_SUBMIT, submit, "Not submitted"),
    "_return": Asked(MAY_PUBLISH, send_back, "Not returned", frozenset({"returned_note"})),
    "_approve": Asked(MAY_PUBLISH, approve, "Not approved"),
    "_publish": Asked(MAY_PUBLISH, publish, "Not published yet", GOES_ALONG),
    "_schedule": Asked(MAY_PUBLISH, schedule, "Not scheduled", GOES_OUT),
    "_unschedule": Asked(MAY_PUBLISH, unschedule, "Still on the schedule"),
}


def asked_for(data) -> Asked | None:
    """The deed that somebody's button asks for; None for saving alone."""
    return next((asked for name, asked in DEEDS.items() if name in data), None)
