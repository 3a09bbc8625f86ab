"""The demo edition: an invented paper of an invented town, to try the product on."""
