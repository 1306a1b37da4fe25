"""What a move is told that needs a reason and nothing else."""

from rest_framework import serializers

from repatriation.api.fields import Input


class BecauseInput(Input):
    because = serializers.CharField(max_length=500)
