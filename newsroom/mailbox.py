"""Where mails go until there is a mail server: files that any mail program opens."""

import tempfile
from email.utils import parseaddr
from pathlib import Path

from django.core.mail.backends.base import BaseEmailBackend


class Folder(BaseEmailBackend):
    """A file a mail, named after its Message-ID: one that is sent again is the same file."""

    may_repeat = True

    def __init__(self, *, directory, **options):
        super().__init__(**options)
        self.directory = Path(directory)

    def open(self):
        self.directory.mkdir(parents=True, exist_ok=True)

    def send_messages(self, email_messages):
        self.open()
        for email_message in email_messages:
            self.keep(email_message.message())
        return len(email_messages)

    def keep(self, mail):
        name, _, _ = parseaddr(mail["Message-ID"])[1].partition("@")
        with tempfile.NamedTemporaryFile(dir=self.directory, prefix=".", delete=False) as draft:
            draft.write(mail.as_bytes())
        Path(draft.name).rename(self.directory / f"{Path(name).name}.eml")
