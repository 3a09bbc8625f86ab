"""Many pictures at once, as the picture desk takes them in."""

import io
import re

import pytest
from PIL import ExifTags
from PIL import Image as Picture
from playwright.sync_api import expect

from media.models import Image
from tests.builders import PASSWORD, make_image, make_user

pytestmark = pytest.mark.django_db(transaction=True)


def a_file(name, colour, artist=""):
    exif = Picture.Exif()
    if artist:
        exif[ExifTags.Base.Artist] = artist
    buffer = io.BytesIO()
    Picture.new("RGB", (400, 300), colour).save(buffer, "JPEG", exif=exif)
    return {"name": name, "mimeType": "image/jpeg", "buffer": buffer.getvalue()}


@pytest.fixture
def piper():
    return make_user("Picture editor")


@pytest.fixture
def page(open_desk, piper):
    """The page that takes pictures in, with somebody of the picture desk before it."""
    page = open_desk(piper)
    page.goto("/admin/media/image/add/")
    return page


def choose(page, *files):
    page.locator("input[name=file]").set_input_files(list(files))


def begin(page):
    page.get_by_role("button", name="Take them in").click()


def line(page, name):
    return page.locator("upload-line", has_text=name)


def told(page):
    return page.locator(".upload-status")


def log_in_elsewhere(page, user):
    tab = page.context.new_page()
    tab.goto("/admin/login/")
    tab.get_by_label("Username").fill(user.username)
    tab.get_by_label("Password").fill(PASSWORD)
    tab.get_by_role("button", name="Log in").click()
    tab.wait_for_url("**/admin/")
    tab.close()


def test_each_file_has_its_own_line_and_answer_while_the_others_go_on(page):
    broken = {"name": "broken.jpg", "mimeType": "image/jpeg", "buffer": b"<svg></svg>"}
    files = [a_file("ana.jpg", "red", "Ana"), broken, a_file("bare.jpg", "blue")]
    choose(page, *files, a_file("again.jpg", "red", "Ana"))
    page.get_by_text("Rights", exact=True).click()
    page.get_by_label("Licence").select_option("agency")
    begin(page)
    expect(told(page)).to_contain_text("1 of 4 taken in, 1 there already, 2 not.")

    expect(line(page, "ana.jpg")).to_contain_text("Image Credit: Ana")
    expect(line(page, "ana.jpg").get_by_label("Credit")).to_have_value("Ana")
    expect(line(page, "ana.jpg").get_by_label("Credit")).to_have_accessible_description(
        "From the file."
    )
    expect(line(page, "broken.jpg")).to_contain_text("This is no picture")
    expect(line(page, "again.jpg")).to_contain_text("in the library already")
    known = Image.objects.get(credit="Ana")
    expect(line(page, "again.jpg").get_by_role("link", name="Open it")).to_have_attribute(
        "href", f"/admin/media/image/{known.pk}/change/"
    )

    bare = line(page, "bare.jpg")
    bare.get_by_label("Credit").fill("Bo Lund")
    bare.get_by_role("button", name="Try bare.jpg again").click()
    expect(told(page)).to_contain_text("2 of 4 taken in, 1 there already, 1 not.")
    assert set(Image.objects.values_list("credit", "licence")) == {
        ("Ana", "agency"),
        ("Bo Lund", "agency"),
    }


def test_what_was_read_is_looked_over_in_the_line_by_keyboard(page, piper):
    choose(page, a_file("ana.jpg", "red", "Ana"))
    begin(page)
    row = line(page, "ana.jpg")
    row.get_by_label("Credit").focus()
    page.keyboard.press("Control+A")
    page.keyboard.type("Ana / Reuters")
    page.keyboard.press("Tab")
    page.keyboard.type("A red wall")
    page.keyboard.press("Tab")

    expect(told(page)).to_contain_text("ana.jpg: saved")
    expect(row).to_contain_text("Image Credit: Ana / Reuters")
    expect(row.get_by_label("Alternative text")).to_have_accessible_description("")
    expect(row.get_by_label("Caption")).to_be_focused()
    expect(row.get_by_text("From the file.")).to_have_count(0)
    image = Image.objects.get()
    assert (image.credit, image.alt_text) == ("Ana / Reuters", "A red wall")
    assert "credit" not in image.from_file

    row.get_by_label("Credit").fill(" ")
    page.keyboard.press("Tab")

    expect(row.get_by_label("Credit")).to_have_attribute("aria-invalid", "true")
    expect(row).to_contain_text("Write the credit; no picture is printed without.")
    assert Image.objects.get().credit == "Ana / Reuters"


def test_after_an_expired_login_the_line_goes_on_where_it_was(page, piper):
    choose(page, a_file("bare.jpg", "red"))
    begin(page)
    row = line(page, "bare.jpg")
    row.get_by_label("Credit").fill("Bo Lund")
    page.context.clear_cookies(name="sessionid")
    row.get_by_role("button", name="Try bare.jpg again").press("Enter")
    expect(row).to_contain_text("login has expired")
    expect(row.get_by_label("Credit")).to_have_value("Bo Lund")
    assert not Image.objects.exists()

    log_in_elsewhere(page, piper)
    row.get_by_role("button", name="Try bare.jpg again").press("Enter")
    expect(told(page)).to_contain_text("1 of 1 taken in.")
    assert Image.objects.get().credit == "Bo Lund"

    page.context.clear_cookies(name="sessionid")
    row.get_by_label("Caption").fill("A wall")
    page.keyboard.press("Tab")
    expect(row).to_contain_text("Not saved. Your login has expired")
    log_in_elsewhere(page, piper)
    row.get_by_role("button", name="Save the facts of bare.jpg again").click()
    expect(row).to_contain_text("Saved.")
    assert Image.objects.get().caption == "A wall"


def test_a_credit_for_all_reaches_lines_that_wait_for_one_and_a_wrong_fact_is_named(page):
    choose(page, a_file("one.jpg", "red"), a_file("two.jpg", "blue"))
    begin(page)
    expect(told(page)).to_contain_text("0 of 2 taken in, 2 not.")
    line(page, "two.jpg").get_by_label("Credit").fill("Its own")
    page.locator("#id_credit").fill("Everybody")
    page.locator("#id_source_url").fill("nonsense")
    begin(page)
    expect(line(page, "one.jpg")).to_contain_text("Source address: Enter a valid URL.")
    page.locator("#id_source_url").fill("")
    begin(page)

    expect(told(page)).to_contain_text("2 of 2 taken in.")
    assert set(Image.objects.values_list("credit", flat=True)) == {"Everybody", "Its own"}


def test_a_file_is_left_out_and_the_focus_goes_on(page):
    choose(page, a_file("one.jpg", "red"), a_file("two.jpg", "blue"))

    page.get_by_role("button", name="Leave one.jpg out").press("Enter")

    expect(page.get_by_role("button", name="Leave two.jpg out")).to_be_focused()
    expect(page.locator("upload-line")).to_have_count(1)
    page.keyboard.press("Enter")
    expect(page.locator("input[name=file]")).to_be_focused()
    assert not Image.objects.exists()


def test_two_go_at_once_and_leaving_meanwhile_asks(page):
    held, is_open = [], False
    page.route(
        "**/image/upload/", lambda route: route.continue_() if is_open else held.append(route)
    )
    choose(page, *(a_file(f"{name}.jpg", name, "Ana") for name in ("red", "green", "blue")))
    begin(page)
    expect(page.get_by_role("progressbar")).to_have_count(2)
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))

    page.evaluate("location.href = '/admin/'")
    page.wait_for_timeout(300)

    assert asked == ["beforeunload"]
    assert len(held) == 2
    is_open = True
    for route in held:
        route.continue_()
    expect(told(page)).to_contain_text("3 of 3 taken in.")
    page.evaluate("location.href = '/admin/'")
    page.wait_for_url("**/admin/")
    assert len(asked) == 1


def test_dropped_files_are_chosen_wherever_they_fall(page):
    page.evaluate("""() => {
        const data = new DataTransfer();
        data.items.add(new File(["x"], "dropped.jpg", { type: "image/jpeg" }));
        for (const kind of ["dragover", "drop"]) {
            const how = { dataTransfer: data, bubbles: true, cancelable: true };
            document.querySelector("#header").dispatchEvent(new DragEvent(kind, how));
        }
    }""")

    expect(line(page, "dropped.jpg")).to_be_visible()


def test_without_scripts_one_file_is_taken_in(open_desk, piper):
    page = open_desk(piper, scripts=False)
    page.goto("/admin/media/image/add/")
    choose(page, a_file("ana.jpg", "red", "Ana"))

    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_text("was added successfully").wait_for()

    assert Image.objects.get().credit == "Ana"


def test_a_fact_that_is_typed_for_many_ticks_itself(open_desk, piper):
    images = [make_image(keywords=["sea"]) for _ in range(2)]
    page = open_desk(piper)
    page.goto("/admin/media/image/")
    for image in images:
        page.locator(f"input[name=_selected_action][value='{image.pk}']").check()
    page.get_by_label("Action:").select_option("edit_many")
    page.get_by_role("button", name=re.compile("^(Go|Run)")).click()

    page.wait_for_load_state()
    page.get_by_label("Keywords", exact=True).fill("storm")
    expect(page.get_by_role("checkbox", name="Change Keywords")).to_be_checked()
    expect(page.get_by_role("checkbox", name="Change Credit")).not_to_be_checked()
    page.get_by_role("button", name="Change 2 pictures").click()
    page.get_by_text("Changed in 2 pictures.").wait_for()

    assert list(Image.objects.values_list("keywords", flat=True)) == [["sea", "storm"]] * 2


@pytest.mark.parametrize("width", [1440, 768, 360])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_the_lines_fit_their_page(open_desk, piper, width, dark, tmp_path):
    page = open_desk(piper, width=width, dark=dark)
    page.goto("/admin/media/image/add/")
    choose(page, a_file("a-rather-long-name_" * 6 + ".jpg", "red", "Ana"), a_file("b.jpg", "blue"))
    begin(page)
    expect(told(page)).to_contain_text("1 of 2 taken in, 1 not.")

    page.screenshot(path=tmp_path / "lines.png", full_page=True)
    room, used = page.locator("html").evaluate("it => [it.clientWidth, it.scrollWidth]")
    assert used <= room
