"""What the picture library says of itself."""

from django.dispatch import Signal

# Sent with `image` and who it is deleted `by`, in the transaction, while the record is there.
removed = Signal()
