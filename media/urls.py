from django.urls import re_path

from media import views

urlpatterns = [
    re_path(
        r"^pictures/(?P<pk>[1-9][0-9]{0,17})-(?P<address_hash>[0-9a-f]{1,64})/"
        r"(?P<shape>[0-9a-z]+)-(?P<step>[1-9][0-9]{1,4})\.(?P<format>[a-z]+)$",
        views.picture,
        name="picture",
    ),
]
