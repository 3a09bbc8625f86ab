"""What other rooms may want to hear of."""

from django.dispatch import Signal

# Sent with `author` when readers know somebody by another name from now on.
renamed = Signal()
# Sent with `deed` and what it is `about`, in its transaction, when the log gets an entry.
noted = Signal()
