"""What people carried and wore, as it is told of them and as it is found with remains."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class EffectKind(models.TextChoices):
    DISC = "disc", _("identity disc")
    DOCUMENT = "document", _("document or card")
    LETTER = "letter", _("letter or note")
    PHOTOGRAPH = "photograph", _("photograph")
    PHONE = "phone", _("telephone")
    DEVICE = "device", _("other electronic device")
    WATCH = "watch", _("watch")
    RING = "ring", _("ring")
    JEWELLERY = "jewellery", _("other jewellery")
    RELIGIOUS = "religious", _("cross, icon or other religious thing")
    MONEY = "money", _("money")
    KEYS = "keys", _("keys")
    BAG = "bag", _("wallet, bag or pouch")
    GLASSES = "glasses", _("glasses")
    MEDICAL = "medical", _("medicine or medical device")
    INSIGNIA = "insignia", _("patch, insignia or medal")
    CLOTHING = "clothing", _("clothing or shoes")
    PROTECTION = "protection", _("helmet or body armour")
    WEAPON = "weapon", _("weapon or ammunition")
    TOOL = "tool", _("knife or tool")
    OTHER = "other", _("something else")


class EffectCondition(models.TextChoices):
    WHOLE = "whole", _("whole")
    DAMAGED = "damaged", _("damaged")
    PARTS = "parts", _("in parts")
    WET = "wet", _("wet or mouldy")
    BURNT = "burnt", _("burnt")
    SOILED = "soiled", _("soiled")
