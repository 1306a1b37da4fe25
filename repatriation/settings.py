"""Settings, from the environment, in the order of a request. `.env.example` names each variable."""

from pathlib import Path

import environ
from django.utils.translation import gettext_lazy as _

env = environ.FileAwareEnv()  # NAME_FILE gives a secret by file
BASE_DIR = Path(__file__).resolve().parent.parent

# What is deployed
SECRET_KEY = env("SECRET_KEY", default="")
DEBUG = env.bool("DEBUG", default=False)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
BASE_URL = env("BASE_URL", default="http://localhost:8000")
REGISTER_NAME = env("REGISTER_NAME", default="") or _("Repatriation register")
IS_DEMONSTRATION = env.bool("IS_DEMONSTRATION", default=False)
DEMO_SIGN_INS = env("DEMO_SIGN_INS", default="")

INSTALLED_APPS = [
    "repatriation",
    "repatriation.accounts",
    "repatriation.clients",
    "repatriation.audit",
    "repatriation.ledger",
    "repatriation.files",
    "repatriation.notifications",
    "repatriation.jobs",
    "repatriation.documents",
    "repatriation.api",
    "repatriation.dashboard",
    "repatriation.today",
    "cases",
    "exchanges",
    "repatriation.dashboard.admin_config.RegisterAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_htmx",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "oauth2_provider",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
]

MIDDLEWARE = [
    "repatriation.headers.HeadersMiddleware",
    "repatriation.api.requests.RequestMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "repatriation.api.requests.UploadCapMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "repatriation.dashboard.signs.SignsMiddleware",
    "repatriation.api.authentication.ClientMiddleware",
    "repatriation.dashboard.presence.PresenceMiddleware",
    "repatriation.dashboard.door.DoorMiddleware",
    "repatriation.dashboard.presence.SecondFactorMiddleware",
    "repatriation.api.standing.StandingMiddleware",
    "repatriation.api.idempotency.IdempotencyMiddleware",  # inside the door's transaction
    "repatriation.dashboard.step_up.StepUpMiddleware",
]
ROOT_URLCONF = "repatriation.urls"
WSGI_APPLICATION = "repatriation.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "repatriation.dashboard.context.shell",
                "repatriation.demo.banner.completeness",
            ],
        },
    }
]

# The store. The application's role owns nothing; only `migrate` takes the owner's address.
DATABASES = {
    "default": env.db("DATABASE_URL", default="postgres:///repatriation")
    | {"CONN_MAX_AGE": 600, "CONN_HEALTH_CHECKS": True}
}
_owner = env.db("MIGRATION_DATABASE_URL", default="postgres:///")
MIGRATION_ROLE = {key: _owner[key] for key in ("USER", "PASSWORD")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Who comes in
AUTH_USER_MODEL = "accounts.User"
SILENCED_SYSTEM_CHECKS = ["auth.W004"]  # e-mail is unique, whatever its case: one_user_per_email
AUTHENTICATION_BACKENDS = ["repatriation.accounts.backends.PersonBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",  # the OAuth library hashes with it
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
MFA_REQUIRED = env.bool("MFA_REQUIRED", default=True)  # a second factor, of every person
MFA_ADAPTER = "repatriation.accounts.adapters.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_TOTP_TOLERANCE = 1  # a clock may be half a minute off
MFA_RATE_LIMITS = ACCOUNT_RATE_LIMITS = False  # they live in the cache; ours outlive it
ACCOUNT_ADAPTER = "repatriation.accounts.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # an administrator wrote it; User.email is the truth
ACCOUNT_SESSION_REMEMBER = True
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "today"
LOGOUT_REDIRECT_URL = "account_login"
IS_BEHIND_TLS = env.bool("IS_BEHIND_TLS", default=False)
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_NAME = "__Host-session" if IS_BEHIND_TLS else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if IS_BEHIND_TLS else "csrf"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_BEHIND_TLS
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"  # not with the browser
CSRF_FAILURE_VIEW = "repatriation.dashboard.pages.csrf_failure"
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
OAUTH2_PROVIDER_APPLICATION_MODEL = "oauth2_provider.Application"  # or our migration cannot name it
OAUTH2_PROVIDER = {
    "SCOPES_BACKEND_CLASS": "repatriation.api.scopes.Scopes",
    "OAUTH2_VALIDATOR_CLASS": "repatriation.api.token.ClientValidator",
    "ACCESS_TOKEN_EXPIRE_SECONDS": 60 * 60,
    **{
        f"COMPLIANT_BCP_RFC9700_{name}": True
        for name in (
            "TOKEN_STORAGE",  # or tokens are stored in clear
            "IMPLICIT_GRANT",
            "PASSWORD_GRANT",
            "PKCE_METHOD",
            "ACCESS_TOKEN_TRANSPORT",
            "AUTHZ_RESPONSE_ISS",
            "REFRESH_TOKEN",
            "REDIRECT_URI_SCHEME",
        )
    },
    "REFRESH_TOKEN_REUSE_PROTECTION": True,
    "ALLOWED_REDIRECT_URI_SCHEMES": ["https"],
    "ALLOWED_GRANT_TYPES": ["client_credentials"],
}

# What an identification rests on: the deploying authority's rules, not the software's
BOARD_QUORUM = max(2, env.int("BOARD_QUORUM", default=2))  # members called, and votes for
SECONDARY_IDENTIFIERS_NEEDED = max(2, env.int("SECONDARY_IDENTIFIERS_NEEDED", default=3))
AFFILIATION_EVIDENCE_NEEDED = max(2, env.int("AFFILIATION_EVIDENCE_NEEDED", default=2))
IDENTIFIERS_ALWAYS_REQUIRED = env.list("IDENTIFIERS_ALWAYS_REQUIRED", default=[])
# What was found contradicts what is told only where the two lie further apart than this
TOLERATED_AGE_YEARS = max(0, env.int("TOLERATED_AGE_YEARS", default=10))
TOLERATED_STATURE_CM = max(0, env.int("TOLERATED_STATURE_CM", default=12))

# Candidates: pairs worth a person's look, and never more than that
CANDIDATES_WEIGHED = env.int("CANDIDATES_WEIGHED", default=2000)  # cases at most, of one record
CANDIDATES_KEPT = env.int("CANDIDATES_KEPT", default=50)  # the best of them
CANDIDATES_THRESHOLD = env.float("CANDIDATES_THRESHOLD", default=2.0)  # log10; above: on Today

# TLS; what a browser may do with an answer stands in repatriation/headers.py
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if IS_BEHIND_TLS else None
SECURE_SSL_REDIRECT = IS_BEHIND_TLS
SECURE_HSTS_SECONDS = 31_536_000 if IS_BEHIND_TLS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = IS_BEHIND_TLS

# Uploads
MEGABYTE = 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 11 * MEGABYTE  # a list of 10 MB and its form
FILE_UPLOAD_MAX_MEMORY_SIZE = DATA_UPLOAD_MAX_MEMORY_SIZE  # the door reads the body once
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000
REQUEST_BODY_CAPS = {"upload": 10 * MEGABYTE, "other": MEGABYTE}  # without the form around it
FILES_DIR = Path(env("FILES_DIR", default=str(BASE_DIR / "var" / "files")))
FILES_KEY = env("FILES_KEY", default="")

# Languages
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("uk", "Українська"), ("ru", "Русский")]
PAPER_LANGUAGES = env.list("PAPER_LANGUAGES", default=["en", "uk"])  # offered first, of an act
LOCALE_PATHS = [BASE_DIR / "locale"]
LANGUAGE_COOKIE_NAME = "__Host-language" if IS_BEHIND_TLS else "language"
LANGUAGE_COOKIE_SECURE = IS_BEHIND_TLS
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_HTTPONLY = True
TIME_ZONE = env("TIME_ZONE", default="UTC")
USE_TZ = True

# Static files
STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = Path(env("STATIC_ROOT", default=str(BASE_DIR / "staticfiles")))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},  # see repatriation.files
    "staticfiles": {
        "BACKEND": env(
            "STATICFILES_STORAGE",
            default="django.contrib.staticfiles.storage.StaticFilesStorage",
        )
    },
}
WHITENOISE_ALLOW_ALL_ORIGINS = False  # nobody else's pages are made of our files
WHITENOISE_USE_FINDERS = env.bool("STATIC_FROM_SOURCE", default=True)

# What may be forgotten: how many requests a caller made. A dead cache refuses nobody.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": env("REDIS_URL", default="redis://localhost:6379/0"),
        "KEY_PREFIX": "repatriation",
        "OPTIONS": {"socket_connect_timeout": 0.2, "socket_timeout": 0.2},
    }
}

# Workers: Redis is a doorbell; the truth is in PostgreSQL
CELERY_BROKER_URL = env("REDIS_URL", default="redis://localhost:6379/0")
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_TIME_LIMIT = 15 * 60
CELERY_TASK_SOFT_TIME_LIMIT = 14 * 60
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_REDIRECT_STDOUTS = False  # mail on the console is no line of a log
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 20 * 60,  # above the time limit, or a long task starts again
    "unacked_restore_interval": 5,
    "unacked_restore_throttle": 1,
    "socket_timeout": 5,
    "socket_connect_timeout": 1,
    "max_retries": 0,  # or each change waits six seconds for a broker that is dead
}
CELERY_BEAT_SCHEDULE_FILENAME = env("BEAT_SCHEDULE", default="/tmp/repatriation-beat")  # noqa: S108
CELERY_BEAT_SCHEDULE = {
    "sweep": {"task": "notifications.sweep", "schedule": 15},
    "jobs": {"task": "jobs.sweep", "schedule": 15},
    "candidates": {"task": "cases.look_again", "schedule": 60 * 60},
    "answers": {"task": "api.purge_answers", "schedule": 60 * 60},
    "tokens": {"task": "api.purge_tokens", "schedule": 60 * 60},
}

# Mail
EMAIL_CONFIG = env.email_url("EMAIL_URL", default="consolemail://")
vars().update(EMAIL_CONFIG)
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env("MAIL_FROM", default="register@localhost")

# The API
API_REQUESTS_PER_MINUTE = env.int("API_REQUESTS_PER_MINUTE", default=1_200)  # of one caller
TOKENS_PER_MINUTE = env.int("TOKENS_PER_MINUTE", default=60)  # of one credential and address
WRONG_SECRETS = env.int("WRONG_SECRETS", default=10)  # of one credential and address, in 15 minutes
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "repatriation.api.authentication.ClientAuthentication",
        "repatriation.api.people.PersonAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": [
        "repatriation.api.scopes.HasScope",
        "repatriation.api.proof.HasProof",
    ],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["repatriation.api.parsers.CappedJSONParser"],
    "DEFAULT_THROTTLE_CLASSES": ["repatriation.api.throttling.CallerThrottle"],
    "DEFAULT_METADATA_CLASS": None,  # the OpenAPI file says what OPTIONS would
    "URL_FORMAT_OVERRIDE": None,
    "DEFAULT_SCHEMA_CLASS": "repatriation.api.schema.Schema",
    "EXCEPTION_HANDLER": "repatriation.api.problems.as_problem",
    "UNAUTHENTICATED_USER": "django.contrib.auth.models.AnonymousUser",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Repatriation",
    "DESCRIPTION": "Case tracking for the repatriation of human remains. See docs/api.md.",
    "VERSION": "1.0.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    # Hundreds of operations drawn at once take a browser minutes; a noun is opened by a click.
    "SWAGGER_UI_SETTINGS": {
        "deepLinking": True,
        "docExpansion": "none",
        "defaultModelsExpandDepth": -1,
        "filter": True,
    },
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "COMPONENT_SPLIT_REQUEST": True,
    "GET_LIB_DOC_EXCLUDES": "repatriation.api.schema.silent_bases",
    "ENUM_NAME_OVERRIDES": {
        "RegisterRecordKindEnum": "cases.models.register.RecordKind",
        "PersonFileFormatEnum": "cases.models.register.FileFormat",
        "PersonExportFormatEnum": "cases.models.register.ExportFormat",
        "AttachmentKindEnum": "cases.models.attachment.AttachmentKind",
        "RoundState": "exchanges.states.RoundState",
        "AgreementState": "exchanges.agreement_states.AgreementState",
        "CommitmentState": "exchanges.agreement_states.CommitmentState",
        "CommitmentBasisEnum": "exchanges.models.commitment.Basis",
        "CommitmentMeasureEnum": "exchanges.models.commitment.Measure",
        "BatchState": "exchanges.states.BatchState",
        "AllocationState": "exchanges.states.AllocationState",
        "ContainerState": "cases.states.ContainerState",
        "CaseState": "cases.states.CaseState",
        "PersonState": "cases.states.PersonState",
        "IdentificationState": "cases.states.IdentificationState",
        "AffiliationState": "cases.states.AffiliationState",
        "AffiliationCode": "cases.models.affiliation.Affiliation",
        "AffiliationGround": "cases.models.affiliation.AffiliationGround",
        "AffiliationContest": "cases.models.affiliation.WhyContested",
        "StopReason": "exchanges.models.statement.Reason",
        "ExitReason": "exchanges.models.batch.BatchPlace.Reason",
        "IdentificationBasis": "cases.models.identification.Basis",
        "AssociationBasis": "cases.models.association.AssociationBasis",
        "ContestReason": "cases.models.identification.ContestReason",
        "AssociationState": "cases.states.AssociationState",
        "CandidateState": "cases.states.CandidateState",
        "ExaminationState": "cases.states.ExaminationState",
        "IndividualState": "cases.states.IndividualState",
        "EffectState": "cases.states.EffectState",
        "EffectKind": "cases.models.codes.EffectKind",
        "RemainsCondition": "cases.models.codes.Condition",
        "EffectCondition": "cases.models.codes.EffectCondition",
        "EffectAct": "cases.models.effect_event.EffectAct",
        "ReleaseState": "cases.states.ReleaseState",
        "ReleaseTo": "cases.models.release.ReleaseTo",
        "WhyBack": "cases.models.release.WhyBack",
        "TakeBackReason": "cases.models.releasing.TakeBackTask.Because",
        "SampleState": "cases.states.SampleState",
        "SessionState": "cases.states.SessionState",
        "ConsentPurpose": "cases.models.relative.Purpose",
        "BodySide": "cases.models.codes.Side",
        "ListSide": "exchanges.models.listing.Side",
        "NameKind": "cases.models.told.NameKind",
        "OutcomeKind": "cases.models.outcome.OutcomeKind",
        "FeatureKind": "cases.models.codes.FeatureKind",
        "ToothCode": "cases.models.codes.ToothCode",
        "FindingKind": "cases.models.finding.FindingKind",
        "RestrictedKind": "cases.models.finding.RestrictedKind",
        "Sex": "cases.models.codes.Sex",
        "ToldSex": "cases.models.person.TOLD_SEX",
        "ChecklistState": "cases.models.examination.ItemState",
        "Element": "cases.models.codes.Element",
        "JobState": "repatriation.jobs.models.Job.State",
        "AgencyKind": "repatriation.accounts.models.Agency.Kind",
        "ContainerKind": "cases.models.container.ContainerKind",
        "RemainsKind": "cases.models.remains.RemainsKind",
        "CustodyKind": "cases.models.custody.CustodyKind",
        "StorageUnitKind": "cases.models.StorageUnit.Kind",
        "Purpose": "cases.models.sheet.Purpose",
        "DiscrepancyState": "exchanges.states.DiscrepancyState",
        "RemarkKind": "exchanges.models.Remark.Kind",
        "AnswerKind": "exchanges.models.Answer.Kind",
    },
}

# Logs: keys and values of the list in repatriation/logs.py; no query strings, no bodies, no names
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"gated": {"()": "repatriation.logs.formatter"}},
    "handlers": {"lines": {"class": "repatriation.logs.Lines", "formatter": "gated"}},
    "root": {"handlers": ["lines"], "level": env("LOG_LEVEL", default="INFO")},
    "loggers": {
        # Django's own handlers go; what it says of a refusal stands in the line of the request.
        "django": {"handlers": [], "propagate": True},
        "django.server": {"handlers": [], "propagate": True},
        "django.request": {"level": "ERROR"},
        # What these say of each task stands in its own line.
        "celery": {"level": "WARNING"},
        "kombu": {"level": "WARNING"},
    },
}
