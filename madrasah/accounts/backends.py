"""Who is logged in. Not here: log-ins refused after wrong passwords (django-axes)."""

from django.contrib.auth.backends import ModelBackend

from madrasah.users.models import User


class PersonBackend(ModelBackend):
    """An account with its person in one query, for every page asks for both."""

    def get_user(self, user_id: int) -> User | None:
        """The account, unless it is closed."""
        user = User.objects.select_related("person").filter(pk=user_id).first()
        return user if user is not None and self.user_can_authenticate(user) else None
