"""How late the clock was with what was due last, as the log has measured it."""

from articles.moments import spoken_length
from authors.models import Deed

# Of so many entries of the clock, the newest few changes and the newest few others are told.
LOOKED_AT = 100
TOLD = 10


def sentences() -> list[str]:
    """One on the changes, which have to be made, and one on what happens by itself."""
    clock = Deed.objects.filter(late_by__isnull=False).order_by("-at", "-pk")
    entries = list(clock.values_list("late_by", "by")[:LOOKED_AT])
    # A change was somebody's to schedule; what happens at its second by itself is nobody's.
    changes = [late_by for late_by, by in entries if by is not None][:TOLD]
    others = [late_by for late_by, by in entries if by is None][:TOLD]
    told = []
    if changes:
        told.append(f"The last scheduled changes reached readers {measured(changes)}.")
    if others:
        told.append(
            "Stories go out and are withdrawn at their second by themselves; "
            f"the last were in the log {measured(others)}."
        )
    return told


def measured(entries: list[float]) -> str:
    mean, worst = spoken_length(sum(entries) / len(entries)), spoken_length(max(entries))
    if len(entries) == 1:
        return f"{worst} after the moment"
    return f"{mean} after their moment on average, {worst} at worst (of {len(entries)})"
