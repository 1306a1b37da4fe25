"""Gathers message ids for the translators, Sentences of the house included.

`plural` must be the third argument of a Sentence and the second of a Telling, as in their
definitions; a Telling without one marks its message itself.
"""

from django.core.management.commands import makemessages


class Command(makemessages.Command):
    xgettext_options = [
        *makemessages.Command.xgettext_options,
        "--keyword=Sentence:1",
        "--keyword=Sentence:1,3",
        "--keyword=Telling:1,2",
        "--keyword=Scope:1",
        "--add-location=file",
    ]
    # A guess that resembles another sentence would be shown as if it were a translation.
    msgmerge_options = [
        *makemessages.Command.msgmerge_options,
        "--no-fuzzy-matching",
        "--add-location=file",
    ]

    def handle(self, *args, **options):
        options["ignore_patterns"] = [*options["ignore_patterns"], "tests/*"]
        super().handle(*args, **options)
