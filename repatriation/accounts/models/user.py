"""Every actor is a User: a person, an agency's program, or the system itself."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models import PROTECT, Exists, OuterRef, Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from repatriation.accounts.models.agency import Agency
from repatriation.errors import NotPermitted, Sentence, gettext_noop

NO_AGENCY = gettext_noop("You belong to no agency, so you cannot do this. Ask your administrator.")
SYSTEM_EMAIL = "system@register.invalid"


class UserQuerySet(models.QuerySet):
    def people(self):
        """Who may come in, and is told of things: suspended people and agencies are not."""
        may_come = Q(agency=None) | Q(agency__is_active=True)
        return self.filter(may_come, kind=User.Kind.PERSON, is_active=True)

    def holding(self, permission: str):
        """Active people whose groups grant `permission` ("app.codename")."""
        app_label, codename = permission.split(".")
        granting = User.groups.through.objects.filter(
            user=OuterRef("pk"),
            group__permissions__codename=codename,
            group__permissions__content_type__app_label=app_label,
        )
        return self.people().filter(Exists(granting))

    def managed_by(self, user):
        """Everybody, for who runs the register; else the people and programs of the own side."""
        if user.runs_register:
            return self
        return self.filter(agency__in=Agency.objects.managed_by(user))


class UserManager(BaseUserManager):
    def create_user(self, email, password=None, **fields):
        """A user without a password cannot sign in: programs, the system, people invited."""
        user = self.model(email=self.normalize_email(email), **fields)
        user.set_password(password)
        user.save()
        return user

    def system(self):
        """Who acts before anybody has signed in, and in the sweeps."""
        return self.get(email=SYSTEM_EMAIL)

    def get_by_natural_key(self, email):
        return self.get(email__iexact=email)


Users = UserManager.from_queryset(UserQuerySet)


class User(AbstractBaseUser, PermissionsMixin):
    """Whoever can be named as the author of a change."""

    class Kind(models.TextChoices):
        PERSON = "person", _("person")
        CLIENT = "client", _("agency's program")
        SYSTEM = "system", _("the system")

    kind = models.CharField(
        _("kind"), max_length=10, choices=Kind, default=Kind.PERSON, editable=False
    )
    email = models.EmailField(_("e-mail"))
    name = models.CharField(_("name"), max_length=120)
    agency = models.ForeignKey(
        "accounts.Agency",
        PROTECT,
        null=True,
        blank=True,
        related_name="users",
        verbose_name=_("agency"),
    )
    language = models.CharField(
        _("language"),
        max_length=5,
        choices=[("en", "English"), ("uk", "Українська"), ("ru", "Русский")],
        default="en",
    )
    is_active = models.BooleanField(_("active"), default=True)
    is_staff = models.BooleanField(_("may open the admin"), default=False)
    joined_at = models.DateTimeField(_("joined"), default=timezone.now, editable=False)
    times_shut_out = models.PositiveIntegerField(default=0, editable=False)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]
    objects = Users()

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="one_user_per_email",
                violation_error_message=_("Somebody has this e-mail address already."),
            ),
            models.CheckConstraint(
                name="nobody_is_above_the_roles",
                condition=Q(is_superuser=False),
                violation_error_message=_("Nobody is a superuser here; give a role instead."),
            ),
            models.CheckConstraint(
                name="a_program_belongs_to_an_agency",
                condition=~Q(kind="client") | Q(agency__isnull=False),
                violation_error_message=_("A program acts for an agency."),
            ),
            models.CheckConstraint(
                name="a_program_has_no_password",
                condition=Q(kind="person") | Q(password__startswith="!"),  # noqa: S106  no password
                violation_error_message=_("Only a person signs in with a password."),
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def is_person(self) -> bool:
        return self.kind == self.Kind.PERSON

    @property
    def runs_register(self) -> bool:
        """An administrator of no agency, and the system itself. No other role makes more of a
        person by having no agency."""
        is_system = self.kind == self.Kind.SYSTEM
        return self.agency_id is None and (is_system or self.has_perm("accounts.change_agency"))

    @property
    def party_id(self) -> int | None:
        return self.agency.party_id if self.agency else None

    @property
    def home(self) -> Agency:
        """The agency this user acts for; who has none acts for nobody."""
        if self.agency is None:
            raise NotPermitted(Sentence(NO_AGENCY))
        return self.agency

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """Each session carries it: with a new password, or when it is shut out, all of them end
        and none comes back."""
        text = f"{self.password}\0{self.times_shut_out}"
        return salted_hmac("accounts.session", text, secret=secret, algorithm="sha256").hexdigest()

    def role_names(self) -> list[str]:
        return sorted(group.name for group in self.groups.all())
