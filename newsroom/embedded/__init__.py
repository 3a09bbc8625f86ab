"""PostgreSQL for a laptop, the tests and the demo: `ENGINE = "newsroom.embedded"`."""
