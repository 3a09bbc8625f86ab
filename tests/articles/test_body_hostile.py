import time

import pytest

from articles import body
from tests.articles.inspecting import strange_things

HOSTILE = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=https://evil.example/x.js></SCRIPT>",
    "<script/xss src=x></script>",
    "<<SCRIPT>alert(1);//\\<</SCRIPT>",
    "<script>alert(1)",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<script\x0d\x0asrc=x></script >",
    "<script></script foo>alert(1)</script>",
    "<script><!--<script></script>--></script>",
    "<scr\x00ipt>alert(1)</scr\x00ipt>",
    "<img src=x onerror=alert(1)>",
    "<img src=x onerror=alert(1)//",
    '<img src="x" onerror="alert(1)"',
    "<img/src=`x`onerror=alert(1)>",
    '<img """><script>alert(1)</script>">',
    "<IMG SRC=javascript:alert(String.fromCharCode(88,83,83))>",
    "<img src=x:x onerror\x0b=alert(1)>",
    "<svg onload=alert(1)>",
    "<svg/onload=alert(1)//",
    "<svg><script>alert(1)</script></svg>",
    "<svg><script href=data:,alert(1) /></svg>",
    "<svg><a xlink:href=javascript:alert(1)><text>x</text></a></svg>",
    "<svg><animate onbegin=alert(1) attributeName=x></svg>",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    '<svg></p><style><a id="</style><img src=1 onerror=alert(1)>">',
    "<svg><foreignObject><p onclick=alert(1)>x</p></foreignObject></svg>",
    (
        "<math><mtext><table><mglyph><style><!--</style>"
        '<img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">'
    ),
    "<math><annotation-xml encoding=text/html><script>alert(1)</script></annotation-xml></math>",
    "<math href=javascript:alert(1)>x</math>",
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    "<noscript><style></noscript><img src=x onerror=alert(1)>",
    "<template><script>alert(1)</script></template>",
    "<template><template></template><img src=x onerror=alert(1)></template>",
    "<xmp><script>alert(1)</script></xmp>",
    "<xmp></xmp><img src=x onerror=alert(1)>",
    "<plaintext><script>alert(1)</script>",
    "<listing>&lt;img src=x onerror=alert(1)&gt;</listing>",
    "<textarea></textarea><script>alert(1)</script></textarea>",
    "<title><img src=x onerror=alert(1)></title>",
    "<noembed><img src=x onerror=alert(1)></noembed>",
    "<noframes><img src=x onerror=alert(1)></noframes>",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<![CDATA[><img src=x onerror=alert(1)>]]>",
    "<!--><img src=x onerror=alert(1)>-->",
    "<!--><script>alert(1)</script>",
    "<!-- --!><img src=x onerror=alert(1)>",
    "<!--[if gte IE 4]><script>alert(1)</script><![endif]-->",
    "<![if true]><script>alert(1)</script><![endif]>",
    "<?xml version=1.0?><script>alert(1)</script>",
    "<!doctype html [<!ENTITY x '<script>'>]>&x;",
    "</ script><img src=x onerror=alert(1)>",
    "</p onclick=alert(1)>",
    '<a href="javascript:alert(1)">x</a>',
    '<a href="JaVaScRiPt:alert(1)">x</a>',
    '<a href=" &#14; javascript:alert(1)">x</a>',
    '<a href="jav&#x09;ascript:alert(1)">x</a>',
    '<a href="jav&#x0A;ascript:alert(1)">x</a>',
    '<a href="java\nscript:alert(1)">x</a>',
    '<a href="java\x00script:alert(1)">x</a>',
    '<a href="javascript&colon;alert(1)">x</a>',
    '<a href="javascript&#58alert(1)">x</a>',
    '<a href="&#106&#97&#118&#97&#115&#99&#114&#105&#112&#116&#58&#97&#108&#101&#114&#116">x</a>',
    '<a href="&#x6A&#x61&#x76&#x61&#x73&#x63&#x72&#x69&#x70&#x74&#x3A">x</a>',
    '<a href="&#0000106avascript:alert(1)">x</a>',
    '<a href="javascript&Tab;:alert(1)">x</a>',
    '<a href="javascript://example.org/%0Aalert(1)">x</a>',
    '<a href="data:text/html;base64,PHNjcmlwdD4=">x</a>',
    "<a href='vbscript:msgbox(1)'>x</a>",
    "<a href=`javascript:alert(1)`>x</a>",
    '<a href="//evil.example">x</a>',
    '<a href="https://ok.example" href="javascript:alert(1)">x</a>',
    '<a href="javascript:alert(1)" href="https://ok.example">x</a>',
    '<a href="/x" onclick="alert(1)" style="x" target="_blank" ping="/y" download>x</a>',
    '<a href="/x"onclick="alert(1)">x</a>',
    "<a href=/x/onclick=alert(1)>x</a>",
    '<a data-cke-saved-href="javascript:alert(1)" href="/x">x</a>',
    '<a data-cke-saved-href="javascript:alert(1)">x</a>',
    '<p data-cke-pa-onclick="alert(1)">x</p>',
    '<img data-cke-pa-onerror="alert(1)" data-cke-saved-src="x">',
    "<!--{cke_protected}%3Cscript%3Ealert(1)%3C%2Fscript%3E-->",
    "<cke:encoded>%3Cscript%3Ealert(1)%3C%2Fscript%3E</cke:encoded>",
    '<iframe src="javascript:alert(1)"></iframe>',
    '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
    '<iframe src="https://www.youtube.com.evil.example/embed/dQw4w9WgXcQ"></iframe>',
    '<object data="javascript:alert(1)"><param name=x value=y></object>',
    '<embed src="javascript:alert(1)">',
    "<applet code=x></applet>",
    "<base href=https://evil.example/>",
    "<link rel=stylesheet href=//evil.example/x.css>",
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "<style>@import 'https://evil.example/x.css';</style>",
    "<style></style><img src=x onerror=alert(1)></style>",
    "<p style='background:url(javascript:alert(1))'>x</p>",
    '<p style="expression(alert(1))" class=x id=y lang=z dir=rtl tabindex=1>x</p>',
    "<body onload=alert(1)><p>x</p></body>",
    "<frameset><frame src=javascript:alert(1)></frameset>",
    "<form action=javascript:alert(1)><input type=image formaction=javascript:alert(1)></form>",
    "<button form=x formaction=javascript:alert(1)>x</button>",
    "<select><option><img src=x onerror=alert(1)></option></select>",
    "<details open ontoggle=alert(1)><summary>x</summary></details>",
    "<video><source onerror=alert(1)></video>",
    "<audio src=x onerror=alert(1)>",
    "<marquee onstart=alert(1)>x</marquee>",
    "<table background=javascript:alert(1)><tr><td background=x>x</td></tr></table>",
    "<table><td><script>alert(1)</script><th onclick=x scope=evil>y</table>",
    "<x-card onclick=alert(1)>x</x-card>",
    "<custom:tag xmlns:custom=javascript:alert(1)>x</custom:tag>",
    '<figure data-embed="javascript:alert(1)"></figure>',
    '<figure data-embed="https://evil.example/watch?v=dQw4w9WgXcQ"></figure>',
    '<figure data-embed="https://youtu.be/dQw4w9WgXcQ&quot; onload=&quot;alert(1)"></figure>',
    '<figure data-image="1&quot; onload=&quot;alert(1)"></figure>',
    '<figure data-image="1"><figcaption><script>alert(1)</script></figcaption></figure>',
    '<p title="</p><script>alert(1)</script>">x</p>',
    "<p x='y>z</p><script>alert(1)</script>",
    '<b title="a<!--">--><img src=x onerror=alert(1)></b>',
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&amp;lt;script&amp;gt;",
    "+ADw-script+AD4-alert(1)+ADw-/script+AD4-",
    "¼script¾alert(1)¼/script¾",
    "%3Cscript%3Ealert(1)%3C/script%3E",
    "\ud83d<script>alert(1)</script>",
    "<p>" + "&#x" + "f" * 20000 + ";</p>",
]


@pytest.mark.parametrize("html", HOSTILE)
def test_nothing_hostile_survives(html):
    cleaned = body.clean(f"<p>before</p>{html}")

    assert strange_things(cleaned) == []
    assert cleaned.startswith("<p>before</p>")
    assert body.clean(cleaned) == cleaned
    assert body.clean(html) == body.clean(body.clean(html))


@pytest.mark.parametrize(
    "piece",
    [
        "<div>",
        "<b>",
        "<b id={}>",
        "<a href=/{}>",
        "<blockquote>",
        "<ul><li>",
        "<table><tr><td>",
        "<p>",
        "<h2>",
        "<span style=font-weight:700>",
        "<figure data-image=1>",
        "<svg>",
        "<template>",
        "<!--",
        "<![",
        "</",
        "<a b='",
        '"<a b="',
        "&#",
        "<i><b></i>",
        "<table><caption>",
        "</div>",
    ],
)
def test_ten_thousand_nested_tags_are_no_trouble(piece):
    html = "".join(piece.replace("{}", str(number)) for number in range(10_000)) + "<p>x" * 1000

    started = time.perf_counter()
    cleaned = body.clean(html)

    assert time.perf_counter() - started < 5
    assert body.clean(cleaned) == cleaned


@pytest.mark.parametrize("html", HOSTILE)
def test_rendering_trusts_nothing_that_is_stored(html):
    page = body.render(f"<p>before</p>{html}", pictures={1: "one"}, render_picture=lambda *_: "")

    strange = [each for each in strange_things(page) if each != ("a", "rel")]
    assert set(strange) <= {
        *("div", ("div", "class"), ("div", "role"), ("div", "tabindex"), ("div", "aria-label")),
        *(("figure", "class"), ("figure", "data-player"), ("p", "class")),
    }
