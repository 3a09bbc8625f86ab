"""`{% picture %}`: everything a browser needs to choose a size."""

import pytest
from django.template import Context, Template

from tests.builders import make_image

pytestmark = pytest.mark.django_db


def rendered(tag, image):
    return Template("{% load pictures %}" + tag).render(Context({"image": image}))


def test_it_offers_each_size_in_every_format_with_its_true_width():
    image = make_image(700, 400)
    address = f"/pictures/{image.pk}-{image.address_hash}/original"

    html = rendered("{% picture image sizes='50vw' %}", image)

    webp = f"{address}-320.webp 320w, {address}-640.webp 640w, {address}-960.webp 700w"
    assert f'<source type="image/webp" srcset="{webp}" sizes="50vw">' in html
    avif = webp.replace(".webp", ".avif")
    assert f'<source type="image/avif" srcset="{avif}" sizes="50vw">' in html
    assert f'srcset="{webp.replace(".webp", ".jpg")}"' in html
    assert f'src="{address}-960.jpg"' in html
    assert 'width="700" height="400"' in html


def test_it_says_the_librarys_text_unless_another_is_given():
    image = make_image(alt_text='A "bridge"')

    assert 'alt="A &quot;bridge&quot;"' in rendered("{% picture image %}", image)
    assert 'alt="Here"' in rendered("{% picture image alt='Here' %}", image)
    assert 'alt=""' in rendered("{% picture image alt='' %}", image)


def test_only_the_lead_loads_at_once():
    image = make_image()

    assert 'loading="lazy"' in rendered("{% picture image %}", image)
    assert "fetchpriority" not in rendered("{% picture image %}", image)
    lead = rendered("{% picture image loading='eager' %}", image)
    assert 'fetchpriority="high"' in lead
    assert "lazy" not in lead


def test_a_crop_has_the_proportions_of_its_shape():
    html = rendered("{% picture image shape='16x9' %}", make_image(900, 900))

    assert 'width="900" height="506"' in html


def test_one_address_is_the_narrowest_that_is_wide_enough():
    image = make_image(1000, 500)

    assert rendered("{% picture_url image width=700 %}", image).endswith("/original-960.jpg")
    assert rendered("{% picture_url image width=5000 %}", image).endswith("/original-1280.jpg")
