"""What must hold for any input: thousands of soups that Hypothesis cooks from scraps of HTML."""

from html.parser import HTMLParser

from hypothesis import given, settings
from hypothesis import strategies as st

from articles import body
from tests.articles.inspecting import VOCABULARY, strange_things, words_in

# A soup is a list of (HTML, what it does to the text): the text itself, a gap, or nothing.
NOTHING, GAP = "", " "

INLINE = ["b", "strong", "i", "em", "s", "del", "u", "sub", "sup", "span", "font", "cite", "code"]
INLINE += ["a", "small", "mark", "abbr", "ins", "o:p", "st1:City", "time", "tt", "nobr"]
BLOCKS = ["p", "div", "h1", "h2", "h3", "h5", "ul", "ol", "li", "blockquote", "pre", "table", "tr"]
BLOCKS += ["td", "th", "thead", "tbody", "tfoot", "caption", "figure", "figcaption", "section"]
BLOCKS += ["dl", "dt", "dd", "center", "address", "option", "x-card", "form", "hr", "br", "img"]
HIDDEN = ["script", "style", "template", "noscript"]
HIDDEN_IN_PLACE = ["iframe", "svg", "video"]
ATTRIBUTES = [
    *("", ' class="x"', " onclick=alert(1)", ' style="font-weight:700"', ' title="a > b <i>"'),
    *(' href="https://example.org/"', " href=javascript:alert(1)", ' href="/x"', " href='//x'"),
    *(' data-image="12"', ' data-image="x"', ' data-embed="https://youtu.be/dQw4w9WgXcQ"'),
    *(' colspan="2"', ' rowspan="-1"', ' start="3"', ' scope="row"', " x = y", ' id="z" lang=en'),
]


def tags(names, effect):
    start = st.builds("<{}{}>".format, st.sampled_from(names), st.sampled_from(ATTRIBUTES))
    end = st.builds("</{}>".format, st.sampled_from(names))
    return st.tuples(start | end, st.just(effect))


def elements(names, effect):
    whole = st.builds("<{0}>hidden <b>words</b></{0}>".format, st.sampled_from(names))
    return st.tuples(whole, st.just(effect))


words = st.text("abcdeéß语🙂", min_size=1, max_size=5).map(lambda word: (word, word))
escaped = st.sampled_from(
    [("&amp;", "&"), ("&lt;p&gt;", "<p>"), ("&eacute;", "é"), ("&#120;", "x")]
)
spaces = st.sampled_from([(" ", GAP), ("\n", GAP), ("&nbsp;", GAP), ("\xa0 ", GAP), ("&#13;", GAP)])
remarks = st.sampled_from([("<!-- remark -->", NOTHING), ("<![if x]>", NOTHING), ("\x00", NOTHING)])
scraps = (
    words
    | escaped
    | spaces
    | remarks
    | tags(INLINE, NOTHING)
    | tags(BLOCKS, GAP)
    | elements(HIDDEN, NOTHING)
    | elements(HIDDEN_IN_PLACE, GAP)
)
soups = st.lists(scraps, max_size=40)
# Broken tags, stray signs and raw elements, for which nobody can say what the words are.
wild = st.lists(
    scraps.map(lambda scrap: scrap[0])
    | st.text(max_size=8)
    | st.sampled_from(
        [
            "<",
            "</",
            "<p",
            "<!--",
            "-->",
            "<![CDATA[",
            "]]>",
            '"',
            "'",
            "=",
            "&",
            "&#",
            "&#x",
            "/>",
            "<svg>",
            "<math>",
            "<mtext>",
            "<script>",
            "<style>",
            "</style>",
            "<template>",
            "<xmp>",
            "<plaintext>",
            "<textarea>",
            "<title>",
            "<select>",
            "<noscript>",
            "<foreignObject>",
        ]
    ),
    max_size=40,
).map("".join)


def of(soup):
    return "".join(html for html, _ in soup)


@given(soups)
@settings(max_examples=400, deadline=None)
def test_every_word_stays_in_its_place(soup):
    expected = "".join(effect for _, effect in soup).split()

    assert words_in(body.clean(of(soup))) == expected
    assert body.plain_text(of(soup)).split() == expected


@given(soups.map(of) | wild)
@settings(max_examples=400, deadline=None)
def test_cleaning_twice_changes_nothing(html):
    cleaned = body.clean(html)

    assert body.clean(cleaned) == cleaned


@given(soups.map(of) | wild)
@settings(max_examples=400, deadline=None)
def test_nothing_outside_the_vocabulary_comes_out(html):
    cleaned = body.clean(html)

    assert strange_things(cleaned) == []
    assert "\x00" not in cleaned
    assert cleaned.encode("utf-8").decode() == cleaned


@given(soups.map(of) | wild)
@settings(max_examples=200, deadline=None)
def test_the_sanitiser_finds_nothing_left_to_do(html):
    written = body._Stored().blocks(body.read(html))

    assert body.SANITISER.clean(written) == written


class Balance(HTMLParser):
    """Elements that are open at the end, or were closed out of order."""

    def __init__(self):
        super().__init__()
        self.open = []
        self.seen = set()

    def handle_starttag(self, tag, attrs):
        self.seen |= {tag, *(f"{tag} {name}" for name, _ in attrs)}
        if tag not in ("br", "hr"):
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


ON_A_PAGE = (
    {f"{tag} {name}" for tag, names in VOCABULARY.items() for name in names - {"data-image"}}
    | {tag for tag in VOCABULARY if tag != "caption"}
    | {"caption", "div", "div class", "div role", "div tabindex", "div aria-label"}
    | {"a rel", "figure class", "figure data-player", "p class"}
) - {"figure data-embed"}


@given(soups.map(of) | wild)
@settings(max_examples=400, deadline=None)
def test_a_rendered_story_is_whole_and_holds_nothing_strange(html):
    page = body.render(html, pictures={12: "x"}, render_picture=lambda picture, caption: caption)

    balance = Balance()
    balance.feed(page)
    balance.close()
    assert balance.open == []
    assert balance.seen <= ON_A_PAGE


@given(wild)
@settings(max_examples=200, deadline=None)
def test_any_input_can_be_counted(html):
    count = body.word_count(html)

    assert 0 <= count <= len(html)
    assert body.plain_text(body.clean(html)) == body.plain_text(html)
    assert body.picture_ids(body.clean(html)) == body.picture_ids(html)
