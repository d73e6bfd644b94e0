"""Log-ins: the name somebody logs in with, never an identifier."""

import pghistory
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models


class UserManager(BaseUserManager["User"]):
    """Makes accounts; a person's account goes through madrasah.accounts.link_actions."""

    def create_user(self, username: str, password: str | None = None, **fields: object) -> "User":
        """A log-in; without a password it can't be used until it is activated."""
        user = self.model(username=username, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, username: str, password: str | None = None, **fields: object) -> "User":
        """The keeper of the system."""
        return self.create_user(username, password, is_superuser=True, **fields)


@pghistory.track(exclude=["password", "last_login"])
class User(AbstractBaseUser, PermissionsMixin):
    """A log-in. Its name is made by the system and is never a NIP (decisions.md 15)."""

    username = models.CharField("nama masuk", max_length=40, unique=True)
    person = models.OneToOneField("madrasah.Person", models.PROTECT, null=True, blank=True, related_name="user")
    is_active = models.BooleanField("aktif", default=True)
    closed_at = models.DateTimeField("dinonaktifkan", null=True, blank=True)
    closed_reason = models.CharField("alasan", max_length=120, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    reset_at = models.DateTimeField("disetel ulang", null=True, blank=True)
    reset_by = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="+")
    reset_seen_at = models.DateTimeField(null=True, blank=True)
    # Said here too, so that no page asks for it: whether a second factor is on, and who took it off for its owner.
    factor_since = models.DateTimeField("pengaman kedua sejak", null=True, blank=True)
    factor_reset_at = models.DateTimeField("pengaman kedua dilepas", null=True, blank=True)
    factor_reset_by = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="+")
    factor_reset_seen_at = models.DateTimeField(null=True, blank=True)

    USERNAME_FIELD = "username"
    objects = UserManager()

    def __str__(self) -> str:
        return str(self.person) if self.person_id else self.username
