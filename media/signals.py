"""What the picture library says of itself."""

from django.dispatch import Signal

# Sent with `image` and who it is deleted `by`, in the transaction, while the record is there.
removed = Signal()
# Sent with the `images` whose rights somebody changed, and `by` whom, in that transaction.
rights_changed = Signal()
