"""The pages about clients. A move is `<client>/<move>/`."""

from django.urls import path

from repatriation.dashboard import addresses  # noqa: F401  declares <reference:…> and <key:…>
from repatriation.dashboard.clients import lists, moves, opening, page

app_name = "clients"
urlpatterns = [
    path("", lists.clients, name="clients"),
    path("new/", opening.new_client, name="new-client"),
    path("stop/", moves.stop_all, name="stop-all"),
    path("<reference:reference>/", page.client, name="client"),
    path("<reference:reference>/add-credential/", moves.add, name="add-credential"),
    path("<reference:reference>/retire-<key:number>/", moves.retire, name="retire-credential"),
    path("<reference:reference>/change-scopes/", moves.change_scopes, name="change-scopes"),
    path("<reference:reference>/stop/", moves.stop, name="stop"),
    path("<reference:reference>/restart/", moves.restart, name="restart"),
]
