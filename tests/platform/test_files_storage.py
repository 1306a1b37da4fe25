"""Stored files: one row per act of storing, one content on the disk."""

import base64
import secrets

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import IntegrityError, transaction

from repatriation.files.media_types import CSV, PDF, FileRefused
from repatriation.files.models import StoredFile
from repatriation.files.storage import read, store
from repatriation.files.vault import FileDamaged

pytestmark = pytest.mark.django_db
LIST = b"label;seal\n17;A-4\n"


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.FILES_KEY = base64.b64encode(secrets.token_bytes(32)).decode()
    settings.FILES_DIR = tmp_path / "files"
    return settings.FILES_DIR


def files_in(folder):
    return [path for path in folder.rglob("*") if path.is_file()]


def test_a_stored_file_says_what_it_is_and_can_be_read_again():
    stored = store(LIST, name=r"C:\lists\handover list.csv", by=None)
    assert (stored.media_type, stored.size, stored.name) == (CSV, len(LIST), "handover list.csv")
    assert read(StoredFile.objects.get()) == LIST


def test_storing_twice_gives_the_same_row():
    assert store(LIST, name="a.csv", by=None) == store(LIST, name="a.csv", by=None)


def test_another_name_is_another_row_over_the_same_content(folder):
    assert store(LIST, name="a.csv", by=None) != store(LIST, name="b.csv", by=None)
    assert len(files_in(folder)) == 1


def test_what_is_refused_leaves_neither_row_nor_file(folder):
    with pytest.raises(FileRefused):
        store(LIST, name="a.pdf", by=None, media_type=PDF)
    assert not StoredFile.objects.exists()
    assert files_in(folder) == []


def test_tampering_is_told_when_reading(folder):
    stored = store(LIST, name="a.csv", by=None)
    (path,) = files_in(folder)
    path.write_bytes(path.read_bytes()[::-1])
    with pytest.raises(FileDamaged):
        read(stored)


@pytest.mark.parametrize("name", ["‮fdp.exe", "a\n\0b", "../../etc/passwd", "x" * 900 + ".csv"])
def test_a_name_is_only_a_name(name):
    kept = store(LIST, name=name, by=None).name
    assert kept.isprintable()
    assert "/" not in kept
    assert len(kept) <= 200


def test_the_database_refuses_a_file_without_content():
    with pytest.raises(IntegrityError, match="has_content"), transaction.atomic():
        StoredFile.objects.create(sha256="0" * 64, size=0, media_type=CSV, name="a")


@pytest.mark.parametrize("key", ["", "not base64!", base64.b64encode(b"short").decode()])
def test_without_a_good_key_nothing_is_stored(settings, key):
    settings.FILES_KEY = key
    with pytest.raises(ImproperlyConfigured, match="32 random bytes"):
        store(LIST, name="a.csv", by=None)
