"""A mail server for tests, which keeps what it took."""

import socketserver
import threading
from contextlib import contextmanager
from email import message_from_bytes


class Counter(socketserver.StreamRequestHandler):
    def handle(self):
        self.say("220 here")
        while words := self.rfile.readline().split():
            match words[0].upper():
                case b"DATA":
                    self.say("354 go on")
                    self.server.take(b"".join(iter(self.rfile.readline, b".\r\n")))
                    self.say("250 taken")
                case b"QUIT":
                    self.say("221 bye")
                    return
                case _:
                    self.say("250 well")

    def say(self, line):
        self.wfile.write(f"{line}\r\n".encode())


class PostOffice(socketserver.ThreadingTCPServer):
    """`before_receipt(number)` is called when a mail is taken and its sender does not know."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, before_receipt):
        super().__init__(("127.0.0.1", 0), Counter)
        self.before_receipt = before_receipt
        self.taken = []

    @property
    def address(self):
        return f"smtp://127.0.0.1:{self.server_address[1]}"

    def take(self, mail):
        self.taken.append(message_from_bytes(mail))
        self.before_receipt(len(self.taken))

    def handle_error(self, request, client_address):
        """A sender that was killed is what the tests are about."""


@contextmanager
def post_office(before_receipt=lambda number: None):
    with PostOffice(before_receipt) as office:
        threading.Thread(target=office.serve_forever, args=(0.05,)).start()
        try:
            yield office
        finally:
            office.shutdown()
