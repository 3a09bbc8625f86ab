import pytest
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from articles import body


def draw(picture, caption):
    return format_html("<figure><img alt='{}'>{}</figure>", picture, caption)


def test_rendering_puts_pictures_in_their_places():
    html = '<p>one</p><figure data-image="7"><figcaption>My <b>words</b></figcaption></figure>'

    page = body.render(html, pictures={7: "seven"}, render_picture=draw)

    assert page == ("<p>one</p>\n<figure><img alt='seven'>My <strong>words</strong></figure>")
    assert isinstance(page, SafeString)


def test_a_picture_without_caption_of_its_own_is_asked_for_with_none():
    asked = []

    body.render(
        '<figure data-image="7"></figure>',
        pictures={7: "seven"},
        render_picture=lambda *given: asked.append(given) or "",
    )

    assert asked == [("seven", "")]


@pytest.mark.parametrize(
    "html",
    [
        '<p>one</p><figure data-image="8"><figcaption>lost</figcaption></figure><p>two</p>',
        '<p>one</p><ul><li><figure data-image="8"></figure></li></ul><p>two</p>',
        '<p>one</p><table><td><figure data-image="8"></figure></table><p>two</p>',
        '<p>one</p><figure data-image="javascript:1"></figure><p>two</p>',
    ],
)
def test_an_unknown_picture_leaves_no_hole(html):
    page = body.render(html, pictures={7: "seven"}, render_picture=draw)

    assert page == "<p>one</p>\n<p>two</p>"


@pytest.mark.parametrize(
    "around", ["{}", "<ul><li>{}</li></ul>", "<table><tr><td>{}</td></tr></table>"]
)
def test_a_picture_that_was_missing_is_there_once_it_is_known(around):
    html = around.format('<figure data-image="7"></figure>')
    assert body.render(html, render_picture=draw) == ""

    assert "<img alt='seven'>" in body.render(html, pictures={7: "seven"}, render_picture=draw)


def test_a_picture_drawn_in_unsafe_html_is_escaped():
    page = body.render(
        '<figure data-image="7"></figure>',
        pictures={7: "<script>"},
        render_picture=lambda picture, caption: picture,
    )

    assert page == "&lt;script&gt;"


def test_an_embed_is_a_poster_that_works_without_script():
    song = "<figcaption>The song</figcaption>"

    page = body.render(f'<figure data-embed="https://youtu.be/dQw4w9WgXcQ">{song}</figure>')

    assert page == (
        '<figure class="embed embed-wide"'
        ' data-player="https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ" data-provider="YouTube">'
        '<div class="embed-poster"><p class="embed-provider">YouTube</p>'
        '<p class="embed-link">'
        '<a href="https://www.youtube.com/watch?v=dQw4w9WgXcQ" rel="noopener">'
        "Watch on YouTube</a></p>"
        '<p class="embed-address">www.youtube.com/watch?v=dQw4w9WgXcQ</p></div>'
        "<figcaption>The song</figcaption></figure>"
    )


def test_a_hostile_embed_in_the_database_leaves_its_words():
    page = body.render('<figure data-embed="javascript:x"><figcaption>Words</figcaption></figure>')

    assert page == "<p>Words</p>"


@pytest.mark.parametrize(
    ("href", "rel"),
    [
        ("https://other.example/", ' rel="noopener"'),
        ("https://ours.example.other.example/", ' rel="noopener"'),
        ("https://ours.example@other.example/", ' rel="noopener"'),
        ("https://Ours.Example:8000/x", ""),
        ("/x/", ""),
        ("mailto:desk@ours.example", ""),
        ("tel:123", ""),
    ],
)
def test_links_to_other_sites_say_so(href, rel):
    page = body.render(f'<p><a href="{href}">x</a></p>', site_hosts={"ours.example"})

    assert page == f'<p><a href="{href}"{rel}>x</a></p>'


def test_links_of_a_sponsored_story_are_marked():
    page = body.render('<p><a href="https://other.example/">x</a></p>', is_sponsored=True)

    assert page == '<p><a href="https://other.example/" rel="sponsored noopener">x</a></p>'


def test_a_table_scrolls_in_a_region_named_by_its_caption():
    page = body.render("<table><caption>Seats & <b>votes</b></caption><tr><td>1</table>")

    assert page.startswith(
        '<div class="table-scroll" role="region" tabindex="0" '
        'aria-label="Table: Seats &amp; votes">'
        "\n<table>\n<caption>"
    )
    assert page.endswith("</table>\n</div>")


def test_a_table_without_caption_is_called_a_table():
    assert 'aria-label="Table">' in body.render("<table><tr><td>1</table>")


STORY = "<h2>a</h2><p>one</p><h2>b</h2><blockquote><p>quoted</p></blockquote><p>two</p><h2>c</h2>"


def pieces_of(page):
    return [line for line in page.split("\n") if line[:2] in ("<p", "AD", "PR")]


def test_pieces_follow_the_paragraphs_of_the_story_itself():
    page = body.render(STORY, after_paragraph={1: "AD1", 2: "AD2", 3: "AD3"})

    assert pieces_of(page) == ["<p>one</p>", "AD1", "<p>quoted</p>", "<p>two</p>", "AD2"]


def test_in_a_short_story_the_promo_line_follows_the_last_paragraph():
    page = body.render(STORY, after_paragraph={2: "AD"}, after_paragraph_or_last={9: "PROMO"})

    assert pieces_of(page) == ["<p>one</p>", "<p>quoted</p>", "<p>two</p>", "PROMO", "AD"]


def test_a_promo_line_stands_before_an_advertisement_at_the_same_place():
    page = body.render(STORY, after_paragraph={1: "AD"}, after_paragraph_or_last={1: "PROMO"})

    assert pieces_of(page)[:3] == ["<p>one</p>", "PROMO", "AD"]


@pytest.mark.parametrize(
    "led_to",
    [
        "<ul><li>x</ul>",
        "<ol><li>x</ol>",
        "<table><tr><td>x</table>",
        "<blockquote><p>x</p></blockquote>",
        '<figure data-image="7"></figure>',
        "<pre>x</pre>",
        "<hr>",
    ],
)
def test_nothing_stands_between_a_paragraph_and_what_it_leads_to(led_to):
    page = body.render(
        f"<p>one</p>{led_to}<p>two</p><p>three</p>",
        pictures={7: "seven"},
        render_picture=draw,
        after_paragraph={1: "AD"},
        after_paragraph_or_last={1: "PROMO"},
    )

    assert page.endswith("<p>two</p>\nPROMO\nAD\n<p>three</p>")


@pytest.mark.parametrize("lead_in", ["She said:", "<b>She said:</b>", "She said: "])
def test_nothing_follows_a_colon(lead_in):
    page = body.render(f"<p>{lead_in}</p><p>two</p><p>three</p>", after_paragraph={1: "AD"})

    assert page.endswith("<p>two</p>\nAD\n<p>three</p>")


def test_what_finds_no_gap_stands_under_the_story():
    html = "<p>one:</p><ul><li>x</ul>"

    page = body.render(html, after_paragraph={1: "AD"}, after_paragraph_or_last={9: "PROMO"})

    assert page.endswith("</ul>\nPROMO\nAD")


def test_a_story_without_paragraphs_ends_with_the_promo_line():
    page = body.render("<ul><li>x</ul>", after_paragraph_or_last={1: "PROMO"})

    assert page == "<ul>\n<li>x</li>\n</ul>\nPROMO"


def test_nothing_is_put_into_an_empty_story():
    assert body.render("", after_paragraph={1: "AD"}, after_paragraph_or_last={1: "PROMO"}) == ""


@pytest.mark.parametrize(
    ("piece", "expected"), [("<i>", "&lt;i&gt;"), (mark_safe("<i>x</i>"), "<i>x</i>")]
)
def test_pieces_not_marked_safe_are_escaped(piece, expected):
    assert body.render("<p>one</p>", after_paragraph={1: piece}) == f"<p>one</p>\n{expected}"
