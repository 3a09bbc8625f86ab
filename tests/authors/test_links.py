import pytest
from django.core.exceptions import ValidationError

from authors.links import LinksFormField


def test_each_line_is_a_label_and_an_address():
    links = LinksFormField().clean("Website https://example.org/\n\nMy feed http://a.example/feed")

    assert links == [
        {"label": "Website", "url": "https://example.org/"},
        {"label": "My feed", "url": "http://a.example/feed"},
    ]


def test_an_address_alone_is_labelled_by_its_host():
    assert LinksFormField().clean("https://www.example.org/a") == [
        {"label": "example.org", "url": "https://www.example.org/a"}
    ]


@pytest.mark.parametrize("line", ["Website", "Website javascript:alert(1)", "x ftp://example.org"])
def test_a_line_without_an_address_is_refused_by_name(line):
    with pytest.raises(ValidationError, match="does not end in an address"):
        LinksFormField().clean(f"Fine https://example.org\n{line}")


def test_more_links_than_a_page_holds_are_refused():
    with pytest.raises(ValidationError, match="20 links at most; these are 21"):
        LinksFormField().clean("https://example.org\n" * 21)


def test_what_is_stored_comes_back_as_lines():
    stored = [{"label": "Website", "url": "https://example.org/"}]

    assert LinksFormField().prepare_value(stored) == "Website https://example.org/"
    assert LinksFormField().prepare_value("half a li") == "half a li"
