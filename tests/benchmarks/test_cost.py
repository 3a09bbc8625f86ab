"""What the pages of the demo edition cost the server, in times of a bare view.

    uv run pytest -n 0 tests/benchmarks/test_cost.py

The bare view lists twenty headlines: one query, a small template, behind the same handler
and middleware in the same run. The barest shows one record. What is counted is the processor
time of the site's process; the database's own is another's.
"""

import json

from tests.newsroom.running import manage

MEASURE = "from tests.benchmarks import cost; cost.measure()"
MOST_FOR_AN_ARTICLE = 4
MOST_QUERIES = 8


def test_cost_of_each_page_kind(tmp_path, pytestconfig, capfd):
    try:
        told = manage(tmp_path, "shell", "-v", "0", "-c", MEASURE)
    finally:
        manage(tmp_path, "database", "stop")
    assert told.returncode == 0, told.stderr
    costs = json.loads(told.stdout)
    with capfd.disabled():
        pytestconfig.get_terminal_writer().write(table(costs))

    bare = costs["bare view"]["milliseconds"]
    assert costs["article"]["milliseconds"] <= MOST_FOR_AN_ARTICLE * bare
    assert max(cost["queries"] for cost in costs.values()) <= MOST_QUERIES


def table(costs):
    bare = costs["bare view"]["milliseconds"]
    lines = [f"\n\n{'':14}{'ms':>7}{'times bare':>12}{'queries':>9}{'bytes':>8}{'sent':>7}"]
    for kind, cost in costs.items():
        taken, queries, unpacked, sent = cost.values()
        lines.append(f"{kind:14}{taken:7.2f}{taken / bare:12.1f}{queries:9}{unpacked:8}{sent:7}")
    return "\n".join([*lines, ""])
