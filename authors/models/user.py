from django.contrib.auth.models import AbstractUser


class User(AbstractUser):
    """A login at the desk. Readers have none."""

    class Meta(AbstractUser.Meta):
        verbose_name = "login"
        verbose_name_plural = "logins"

    def __str__(self):
        return self.get_full_name() or self.username

    @property
    def has_done_something(self):
        """Is in a log, from which nobody is removed."""
        return self.deeds.exists() or self.logentry_set.exists()
