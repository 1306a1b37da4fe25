"""Clients are opened by `repatriation.clients.operations.opening`."""

from repatriation.clients.operations.opening import create_client

__all__ = ["create_client"]
