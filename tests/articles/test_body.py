import json
from pathlib import Path

import pytest

from articles import body
from tests.articles.inspecting import strange_things, words_in

STORIES = Path(__file__).parents[3] / "shared/data/news/digitalgov-300.jsonl"

# What a story may hold


@pytest.mark.parametrize(
    "html",
    [
        "<p>One <strong>two</strong> <em>three</em> <s>four</s> H<sub>2</sub>O m<sup>2</sup></p>",
        "<h2>A subhead</h2>\n<h3>A smaller one</h3>\n<h4>The smallest</h4>",
        "<ul>\n<li>one</li>\n<li>two\n<ol>\n<li>deeper</li>\n</ol>\n</li>\n</ul>",
        '<ol start="4">\n<li>four</li>\n</ol>',
        "<blockquote>\n<p>Said.</p>\n<p><cite>Someone</cite></p>\n</blockquote>",
        "<p>One</p>\n<hr>\n<p>two<br>\nthree</p>",
        "<p>Type <code>ls -l</code></p>\n<pre>if x:\n    <strong>y</strong></pre>",
        (
            "<table>\n<caption>Seats</caption>\n<thead>\n<tr>\n"
            '<th scope="col">Party</th>\n<th scope="col">Seats</th>\n</tr>\n</thead>\n'
            '<tbody>\n<tr>\n<td colspan="2">None</td>\n</tr>\n</tbody>\n</table>'
        ),
        '<figure data-image="12"></figure>',
        '<figure data-image="12"><figcaption>A <em>caption</em></figcaption></figure>',
        '<figure data-embed="https://www.youtube.com/watch?v=dQw4w9WgXcQ"></figure>',
        '<p><a href="https://example.org/a?b=1&amp;c=2">there</a></p>',
        '<p><a href="mailto:desk@example.org">write</a> <a href="tel:+4930123">call</a></p>',
        '<p><a href="/2026/05/the-slug/">our story</a></p>',
        "<p>Fish &amp; chips &lt;3 “quoted” – 5&nbsp;km</p>",
    ],
)
def test_what_is_in_the_vocabulary_stays_as_it_is(html):
    cleaned = body.clean(html)

    assert cleaned == html


@pytest.mark.parametrize(
    "html",
    [
        "",
        "   ",
        "\n",
        "<p></p>",
        "<p>&nbsp;</p>",
        "<p> <br> </p>",
        "<h2><strong></strong></h2>",
        "<ul><li></li></ul>",
        "<div><span></span></div>",
        "<blockquote><p></p></blockquote>",
        "<table><tr><td>&nbsp;</td></tr></table>",
        "<p>\u200b</p>",
        "<!-- only a comment -->",
        "<figure></figure>",
        "<p><a href='https://example.org'></a></p>",
        "<br><br>",
    ],
)
def test_what_says_nothing_vanishes(html):
    assert body.clean(html) == ""


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p><b>one</b> <i>two</i></p>", "<p><strong>one</strong> <em>two</em></p>"),
        ("<p><del>one</del> <strike>two</strike></p>", "<p><s>one</s> <s>two</s></p>"),
        ("<p><tt>ls</tt> <var>x</var></p>", "<p><code>ls</code> <em>x</em></p>"),
        ("<h1>one</h1>", "<h2>one</h2>"),
        ("<h5>one</h5><h6>two</h6>", "<h4>one</h4>\n<h4>two</h4>"),
        ("<div>one</div><div>two</div>", "<p>one</p>\n<p>two</p>"),
        ("<section><header>one</header><p>two</p></section>", "<p>one</p>\n<p>two</p>"),
        ("<center>one</center><address>two</address>", "<p>one</p>\n<p>two</p>"),
        ("<div><div><p>one</p></div></div>", "<p>one</p>"),
        ("<dl><dt>one<dd>two</dl>", "<p><strong>one</strong></p>\n<p>two</p>"),
        ("<p><u>one</u><font color=red>two</font></p>", "<p>onetwo</p>"),
        ("<xmp>  one\n  two</xmp>", "<pre>  one\n  two</pre>"),
    ],
)
def test_other_elements_are_translated(html, expected):
    assert body.clean(html) == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("loose <em>words</em>", "<p>loose <em>words</em></p>"),
        ("one<p>two</p>three", "<p>one</p>\n<p>two</p>\n<p>three</p>"),
        ("<p>one<p>two", "<p>one</p>\n<p>two</p>"),
        ("<p>one<br><br>two</p>", "<p>one</p>\n<p>two</p>"),
        ("<p><br>one<br></p>", "<p>one</p>"),
        ("<p>one\n   two</p>", "<p>one two</p>"),
        ("<p>one<ul><li>two</ul>three</p>", "<p>one</p>\n<ul>\n<li>two</li>\n</ul>\n<p>three</p>"),
        ("<h2><p>one</p></h2><p>two</p>", "<h2>one</h2>\n<p>two</p>"),
        ("<h2><div>one</div><div>two</div></h2>", "<h2>one two</h2>"),
        ("<ul><li><p>one</p></li></ul>", "<ul>\n<li>one</li>\n</ul>"),
        (
            "<ul><li><p>one</p><p>two</p></ul>",
            "<ul>\n<li>\n<p>one</p>\n<p>two</p>\n</li>\n</ul>",
        ),
        (
            "<ul><li>one</li><ul><li>two</li></ul></ul>",
            "<ul>\n<li>one\n<ul>\n<li>two</li>\n</ul>\n</li>\n</ul>",
        ),
        ("<li>stray</li>", "<p>stray</p>"),
        ("<tr><td>one</td><td>two</td></tr>", "<p>one</p>\n<p>two</p>"),
        ("<blockquote>one</blockquote>", "<blockquote>\n<p>one</p>\n</blockquote>"),
        ("<pre>\n\n  one\n</pre>", "<pre>  one</pre>"),
    ],
)
def test_blocks_stand_where_they_may(html, expected):
    assert body.clean(html) == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p><b>one <i>two</b> three</i></p>", "<strong>one <em>two</em></strong> <em>three</em>"),
        ("<p><b>one<b> two</b></b></p>", "<strong>one two</strong>"),
        ("<p><b>one </b>two</p>", "<strong>one</strong> two"),
        ("<p>one<b> </b>two</p>", "one two"),
        ("<p><code>a</code> <code>b</code></p>", "<code>a</code> <code>b</code>"),
        ("<p><a name=x>one</a></p>", "one"),
        (
            "<p><a href=/1>one <a href=/2>two</a> three</p>",
            '<a href="/1">one</a> <a href="/2">two</a> three',
        ),
    ],
)
def test_emphasis_and_links_nest(html, expected):
    assert body.clean(html) == f"<p>{expected}</p>"


def test_a_link_around_a_card_goes_on_in_each_block():
    cleaned = body.clean("<a href=/x><h3>one</h3><p>two</p></a><p>three</p>")

    assert cleaned == '<h3><a href="/x">one</a></h3>\n<p><a href="/x">two</a></p>\n<p>three</p>'


def test_a_link_left_open_does_not_run_through_the_story():
    cleaned = body.clean("<a href=/x>" + "<p>word</p>" * 20)

    assert cleaned.count("<a ") == 8


def test_emphasis_left_open_in_a_cell_ends_with_it():
    cleaned = body.clean("<table><tr><td><b>one</td><td>two</td></tr></table>")

    assert "<td><strong>one</strong></td>\n<td>two</td>" in cleaned


# Words


@pytest.mark.parametrize(
    "between",
    [
        "</div><div>",
        "</td><td>",
        "</li><li>",
        "</p><p>",
        "<br>",
        "<hr>",
        "<img src=x>",
        "</option>",
        "<iframe src=x></iframe>",
        "<video src=x></video>",
        "<object></object>",
        "<x-card>",
        "</dt><dd>",
        "<input>",
        "<button>",
        "<fieldset>",
        "<svg></svg>",
        "<summary>",
        "<canvas/>",
    ],
)
@pytest.mark.parametrize(
    "around", ["{}", "<table><tr><td>{}</table>", "<h2>{}</h2>", "<ul><li>{}</ul>", "<dl><dt>{}"]
)
def test_what_goes_never_joins_two_words(between, around):
    text = body.plain_text(around.format(f"one{between}two"))

    assert text.split() == ["one", "two"]


@pytest.mark.parametrize(
    "html",
    [
        "un<span>believ</span>able",
        "un<b>believ</b>able",
        "un<o:p></o:p>believable",
        "un<wbr>believable",
        "un<!-- -->believable",
        "un<u>believable</u>",
        "<font>un</font>believable",
    ],
)
def test_a_word_stays_one_word(html):
    assert body.plain_text(html) == "unbelievable"


@pytest.mark.parametrize(
    "element",
    ["script", "style", "template", "noscript", "iframe", "svg", "video", "title", "xml"],
)
def test_what_is_no_text_for_readers_goes_with_its_element(element):
    assert body.clean(f"<p>one <{element}>hidden</{element}> two</p>") == "<p>one two</p>"


@pytest.mark.parametrize("element", ["template", "noscript", "svg", "video", "iframe", "title"])
def test_an_element_that_never_closes_does_not_swallow_the_story(element):
    assert body.clean(f"<p>one</p><{element}><p>two</p>") == "<p>one</p>\n<p>two</p>"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5&nbsp;km", "5&nbsp;km"),
        ("Vraiment&nbsp;?", "Vraiment&nbsp;?"),
        ("one&nbsp; two", "one two"),
        ("one&nbsp;&nbsp;&nbsp;two", "one two"),
        ("&nbsp;one&nbsp;", "one"),
        ("<b>one&nbsp;</b> two", "<strong>one</strong> two"),
    ],
)
def test_a_no_break_space_stays_only_alone_between_words(text, expected):
    assert body.clean(f"<p>{text}</p>") == f"<p>{expected}</p>"


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("on\x00e", "one"),
        ("on\x07e", "one"),
        ("one\x0btwo", "one two"),
        ("one\u2028two", "one two"),
        ("on\ufeffe", "one"),
        ("on&#xfeff;e", "one"),
        ("one \ud83d", "one \ufffd"),
        ("one &#xd83d;", "one \ufffd"),
        ("one &#" + "9" * 5000 + ";", "one \ufffd"),
        ("&#" + "0" * 5000 + "65;", "A"),
        ("naïve 🙂 👩‍👩‍👧", "naïve 🙂 👩‍👩‍👧"),
    ],
)
def test_characters_that_nothing_can_hold_are_left_out(html, expected):
    assert body.clean(html) == f"<p>{expected}</p>"


@pytest.mark.parametrize("text", ["a < b", "1 <2> 3", "<3", "&lt;b&gt;", "R&D", "&notanentity;"])
def test_signs_that_are_no_tags_are_text(text):
    cleaned = body.clean(text)

    assert strange_things(cleaned) == []
    assert body.plain_text(cleaned) == text.replace("&lt;", "<").replace("&gt;", ">").replace(
        "&not", "¬"
    )


# Figures


@pytest.mark.parametrize(
    "number",
    ["", "0", "07", "-1", "1.5", "12a", " 12", "1 2", "٣", "12345678901234567890", "1e3", "1;"],
)
def test_a_picture_is_asked_for_by_its_number_alone(number):
    cleaned = body.clean(f'<figure data-image="{number}"><figcaption>Words</figcaption></figure>')

    assert cleaned == "<p>Words</p>"


def test_a_figure_without_picture_leaves_its_words():
    cleaned = body.clean(
        "<figure><img src=x alt=y><figcaption>A <b>caption</b></figcaption></figure>"
    )

    assert cleaned == "<p>A <strong>caption</strong></p>"


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (
            '<p>one<figure data-image="3"></figure>two</p>',
            '<p>one</p>\n<figure data-image="3"></figure>\n<p>two</p>',
        ),
        (
            '<h2>one<figure data-image="3"></figure></h2>',
            '<h2>one</h2>\n<figure data-image="3"></figure>',
        ),
        (
            '<figure data-image="3"><p>text</p><figcaption>late</figcaption></figure>',
            '<figure data-image="3"></figure>\n<p>text</p>\n<p>late</p>',
        ),
        (
            '<figure data-image="3"><figcaption><p>one</p><ul><li>two</ul></figcaption></figure>',
            '<figure data-image="3"><figcaption>one two</figcaption></figure>',
        ),
        (
            '<figure data-image="3"><figcaption>one<figure data-image="4"></figure></figcaption>',
            (
                '<figure data-image="3"><figcaption>one</figcaption></figure>\n'
                '<figure data-image="4"></figure>'
            ),
        ),
        (
            '<figure class="x" data-image="3" data-embed="https://youtu.be/dQw4w9WgXcQ"></figure>',
            '<figure data-image="3"></figure>',
        ),
    ],
)
def test_figures_are_blocks_with_one_caption(html, expected):
    assert body.clean(html) == expected


def test_the_embed_code_of_a_known_player_becomes_an_embed():
    cleaned = body.clean('<p>See<iframe src="//www.youtube.com/embed/dQw4w9WgXcQ?rel=0"></iframe>')

    assert cleaned == (
        '<p>See</p>\n<figure data-embed="https://www.youtube.com/watch?v=dQw4w9WgXcQ"></figure>'
    )


# Tables


@pytest.mark.parametrize("value", ["0", "1", "-2", "100", "1e2", "2px", "٢", "99999999999"])
def test_spans_of_cells_are_small_numbers(value):
    cleaned = body.clean(f'<table><tr><td colspan="{value}" rowspan="{value}">x</td></tr></table>')

    assert "span" not in cleaned


def test_loose_words_in_a_table_become_cells():
    cleaned = body.clean("<table>one<tr>two<td>three</td></tr><caption>four</caption></table>")

    assert body.plain_text(cleaned).split() == ["one", "two", "three", "four"]
    assert cleaned.count("<td>") == 4


def test_a_table_with_a_caption_alone_leaves_the_caption():
    assert body.clean("<table><caption>Words</caption></table>") == "<p>Words</p>"


# Links


@pytest.mark.parametrize(
    "href",
    [
        "https://example.org/",
        "http://example.org/a b",
        "HTTPS://EXAMPLE.ORG",
        "https://münchen.de/straße?q=ä#ö",
        "/sections/war/",
        "/",
        "mailto:desk@example.org?subject=Hi",
        "tel:+1-555-0100",
    ],
)
def test_links_may_lead_to_the_web_mail_telephone_and_our_own_pages(href):
    assert "<a href=" in body.clean(f'<p><a href="{href}">words</a></p>')


@pytest.mark.parametrize(
    "href",
    [
        "//example.org/",
        "/\\example.org",
        "\\\\example.org",
        "/\t/example.org",
        "\t//example.org",
        "javascript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
        "ftp://x.org",
        "blob:https://x.org/1",
        "https:/example.org",
        "https:example.org",
        "https://",
        "http://?x",
        "page.html",
        "../page",
        "?q=1",
        "#part",
        "",
        " ",
        "www.example.org",
        "mailto:",
        "tel:",
        "https://exa<b>mple",
        "http://[::1",
        "https://x.org:99999/",
        "https://x.org/" + "a" * 3000,
        "view-source:https://x.org",
        "intent://x",
        "about:blank",
        "ws://x.org",
        "feed:https://x.org",
    ],
)
def test_a_refused_link_leaves_its_words(href):
    assert body.clean(f'<p><a href="{href}">words</a></p>') == "<p>words</p>"


# Clipboards

WORD = """
<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta name=Generator
content="Microsoft Word 15"><title>Draft</title><!--[if gte mso 9]><xml><o:OfficeDocumentSettings>
<o:AllowPNG/></o:OfficeDocumentSettings></xml><![endif]--><style><!-- p.MsoNormal
{mso-style-unhide:no; margin:0cm;} --></style></head><body lang=EN-GB style='tab-interval:36.0pt'>
<!--StartFragment-->
<h1 style='mso-list:none'>The <span class=SpellE>Minister</span><o:p></o:p></h1>
<p class=MsoNormal style='mso-margin-top-alt:auto'><b style='mso-bidi-font-weight:normal'><span
lang=EN-US style='font-size:12.0pt;mso-fareast-font-family:"Times New Roman"'>KYIV</span></b><span
style='mso-spacerun:yes'>  </span>– In <st1:City w:st="on">Paris</st1:City>, he said<a
href="#_ftn1" name="_ftnref1"><span class=MsoFootnoteReference>[1]</span></a>.<o:p></o:p></p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<p class=MsoListParagraph style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]>
<span style='mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp;
</span></span><![endif]>First point<o:p></o:p></p>
<table class=MsoTableGrid border=1 style='mso-yfti-tbllook:1184'><tr style='mso-yfti-irow:0'>
<td width=200 style="border:solid windowtext 1.0pt"><p class=MsoNormal>Seats<o:p></o:p></p>
</td><td colspan=2><p class=MsoNormal>12<o:p></o:p></p></td></tr></table>
<!--EndFragment--></body></html>
"""

GOOGLE_DOCS = """
<meta charset='utf-8'><b style="font-weight:normal;" id="docs-internal-guid-4c5d">
<h2 dir="ltr" style="line-height:1.38;"><span style="font-size:16pt;font-weight:400;
font-style:normal;text-decoration:none;vertical-align:baseline;">The Minister</span></h2>
<p dir="ltr" style="line-height:1.38;"><span style="font-weight:700;font-style:normal;
text-decoration:none;vertical-align:baseline;white-space:pre-wrap;">KYIV</span><span
style="font-weight:400;font-style:normal;"> – He </span><span style="font-weight:400;
font-style:italic;">said</span><span style="font-weight:400;"> m</span><span
style="font-size:0.6em;vertical-align:super;">2</span><span style="text-decoration:line-through;">
no</span> </p><br><ul style="margin-top:0;"><li dir="ltr" style="list-style-type:disc;"
aria-level="1"><p dir="ltr" role="presentation"><span style="font-weight:400;">First</span></p></li>
<ul><li dir="ltr" aria-level="2"><p dir="ltr"><span>Deeper</span></p></li></ul></ul>
<p dir="ltr"><a href="https://example.org/" style="color:blue;"><span style="color:#1155cc;
text-decoration:underline;">a link</span></a></p></b><br class="Apple-interchange-newline">
"""


def test_a_story_pasted_from_word_is_plain():
    assert body.clean(WORD) == (
        "<h2>The Minister</h2>\n"
        "<p><strong>KYIV</strong> – In Paris, he said[1].</p>\n"
        "<p>· First point</p>\n"
        "<table>\n<tbody>\n<tr>\n"
        '<td>Seats</td>\n<td colspan="2">12</td>\n'
        "</tr>\n</tbody>\n</table>"
    )


def test_a_story_pasted_from_google_docs_keeps_what_was_meant():
    assert body.clean(GOOGLE_DOCS) == (
        "<h2>The Minister</h2>\n"
        "<p><strong>KYIV</strong> – He <em>said</em> m<sup>2</sup> <s>no</s></p>\n"
        "<ul>\n<li>First\n<ul>\n<li>Deeper</li>\n</ul>\n</li>\n</ul>\n"
        '<p><a href="https://example.org/">a link</a></p>'
    )


# Real stories


@pytest.mark.skipif(not STORIES.exists(), reason="the shared news stories are not here")
def test_three_hundred_real_stories_keep_every_word():
    stories = [json.loads(line)["body_html"] for line in STORIES.read_text().splitlines()]

    cleaned = [body.clean(story) for story in stories]

    assert len(cleaned) == 300
    assert [words_in(story) for story in cleaned] == [words_in(story) for story in stories]
    assert [body.clean(story) for story in cleaned] == cleaned
    assert [strange_things(story) for story in cleaned] == [[]] * 300


# Counting


def test_pictures_are_listed_once_in_order():
    html = "".join(f'<p>x</p><figure data-image="{number}"></figure>' for number in (7, 3, 7, 0))

    assert body.picture_ids(html) == [7, 3]


def test_plain_text_has_a_line_for_each_block():
    html = (
        "<h2>A &amp; B</h2><p>one<br>two&nbsp;3</p><ul><li>x<ul><li>y</ul></ul>"
        "<table><tr><td>1<td>2</table>"
        '<figure data-image="1"><figcaption>cap</figcaption></figure>'
    )

    assert body.plain_text(html) == "A & B\none\ntwo 3\nx\ny\n1\n2\ncap"


@pytest.mark.parametrize(
    ("html", "count"),
    [
        ("", 0),
        ("<p>one – two</p><p>three</p>", 3),
        ("<p>don’t well-known 5&nbsp;km</p>", 4),
        ("<ul><li>·</li><li>one</li></ul>", 1),
    ],
)
def test_words_are_counted_without_dashes_and_bullets(html, count):
    assert body.word_count(html) == count


@pytest.mark.parametrize(("words", "minutes"), [(0, 1), (238, 1), (500, 2), (2380, 10)])
def test_reading_takes_whole_minutes(words, minutes):
    assert body.reading_minutes(words) == minutes
