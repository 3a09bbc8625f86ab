"""What clean HTML says, read by Python's own parser and judged by rules of its own."""

from html.parser import HTMLParser

# Written down once more here: a test that read it from the code would prove nothing.
PLAIN = """
p h2 h3 h4 strong em s sub sup a ul ol li blockquote cite hr br code pre
table thead tbody tr th td caption figure figcaption
"""
ATTRIBUTES = {
    "a": {"href"},
    "ol": {"start"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "figure": {"data-image", "data-embed"},
}
VOCABULARY = {tag: ATTRIBUTES.get(tag, set()) for tag in PLAIN.split()}
LEADS = ("http://", "https://", "mailto:", "tel:", "/")
INLINE = {"a", "b", "strong", "i", "em", "s", "sub", "sup", "code", "cite", "span", "tt", "u"}


class Inspector(HTMLParser):
    """Notes what stands outside the vocabulary."""

    def __init__(self):
        super().__init__()
        self.strange = []

    def handle_starttag(self, tag, attrs):
        if tag not in VOCABULARY:
            self.strange.append(tag)
        for name, value in attrs:
            if name not in VOCABULARY.get(tag, ()):
                self.strange.append((tag, name))
            if name == "href" and (not value.lower().startswith(LEADS) or value[:2] == "//"):
                self.strange.append(value)

    def handle_comment(self, data):
        self.strange.append(data)

    handle_decl = handle_pi = unknown_decl = handle_comment


class Words(HTMLParser):
    """The text of a page; all but inline elements part words."""

    def __init__(self):
        super().__init__()
        self.text = ""

    def handle_data(self, data):
        self.text += data

    def handle_starttag(self, tag, attrs):
        self.text += "" if tag in INLINE else " "

    def handle_endtag(self, tag):
        self.text += "" if tag in INLINE else " "


def strange_things(html):
    inspector = Inspector()
    inspector.feed(html)
    inspector.close()
    return inspector.strange


def words_in(html):
    """The words of a page, as one list; a zero-width space alone is no word."""
    words = Words()
    words.feed(html)
    words.close()
    return [word for word in words.text.split() if word != "\u200b"]
