class ServerError(Exception):
    """The embedded server cannot do what was asked; the message says why in plain words."""
