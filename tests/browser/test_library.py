"""The library under the keys, and the point that stays in view."""

import pytest

from media.addresses import SHAPES, crop_box
from tests.builders import make_image, make_user

pytestmark = pytest.mark.django_db(transaction=True)


def test_pictures_are_walked_chosen_and_opened_by_keyboard(open_desk):
    images = [make_image(title=f"Picture {n}") for n in range(6)][::-1]
    page = open_desk(make_user("Picture editor"))
    page.goto("/admin/media/image/")
    page.get_by_role("link", name="Picture 5").focus()

    page.keyboard.press("ArrowRight")
    page.keyboard.press("Space")
    assert page.get_by_text("1 of 6 selected").is_visible()
    assert page.get_by_role("checkbox", name="Picture 4").is_checked()
    tracks = page.locator(".picture-grid").evaluate(
        "grid => getComputedStyle(grid).gridTemplateColumns"
    )
    columns = len(tracks.split())
    page.keyboard.press("Home")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")

    page.get_by_role("heading", name="Change image").wait_for()
    assert f"/{images[columns].pk}/change/" in page.url


def test_the_focal_point_is_set_by_click_and_keys_and_shown_in_each_shape(open_desk):
    image = make_image(1600, 900)
    page = open_desk(make_user("Picture editor"))
    page.goto(f"/admin/media/image/{image.pk}/change/")
    stage = page.locator(".focal-stage img")
    stage.scroll_into_view_if_needed()
    box = stage.bounding_box()

    stage.click(position={"x": box["width"] * 0.2, "y": box["height"] * 0.3})
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("ArrowUp")

    assert page.locator("#id_focal_x").input_value() == "30"
    assert page.locator("#id_focal_y").input_value() == "29"
    for shape in set(SHAPES) - {"original"}:
        shown = page.locator(f"[data-shape='{shape}'] img")
        position = shown.evaluate("image => getComputedStyle(image).objectPosition")
        left, top, right, bottom = crop_box(1600, 900, shape, (30, 29))
        away = [1600 - (right - left), 900 - (bottom - top)]
        wanted = [
            start / cut * 100 if cut else 50 for start, cut in zip((left, top), away, strict=True)
        ]
        assert [float(part.rstrip("%")) for part in position.split()] == pytest.approx(
            wanted, abs=0.01
        )
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_text("was changed successfully").wait_for()
    image.refresh_from_db()
    assert (image.focal_x, image.focal_y) == (30, 29)
