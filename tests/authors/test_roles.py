import pytest
from django.contrib.auth.models import Group, Permission

from authors import roles
from tests.builders import make_user

pytestmark = pytest.mark.django_db


def test_the_five_roles_are_there_after_migrate():
    assert set(Group.objects.values_list("name", flat=True)) == set(roles.ROLES)


@pytest.mark.parametrize("role", roles.ROLES)
def test_a_role_may_what_its_list_says_and_nothing_else(role):
    assert make_user(role).get_all_permissions() == roles.ROLES[role]


def test_a_role_that_was_tampered_with_comes_back_in_step():
    writer = Group.objects.get(name="Writer")
    writer.permissions.set(Permission.objects.filter(codename="publish_article"))

    roles.keep_in_step()

    assert make_user("Writer").get_all_permissions() == roles.ROLES["Writer"]


def test_no_role_below_the_publisher_manages_logins_or_the_site():
    for role, names in roles.ROLES.items():
        if role != "Publisher":
            assert not any(name.startswith(("newsroom.", "authors.add_user")) for name in names)


def test_only_editors_and_publishers_publish():
    assert [r for r, names in roles.ROLES.items() if "articles.publish_article" in names] == [
        "Editor",
        "Publisher",
    ]
