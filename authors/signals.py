"""What other rooms may want to hear of."""

from django.dispatch import Signal

# Sent with `author` when readers know somebody by another name from now on.
renamed = Signal()
