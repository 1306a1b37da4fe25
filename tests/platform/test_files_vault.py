"""Bytes on the disk: whole or refused, and silent about what they are."""

import hashlib
import os
import secrets
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from repatriation.files import vault as vault_module
from repatriation.files.vault import FileDamaged, FileMissing, Vault

CONTENT = "label;claimed_name\n17;Шевченко\n".encode()


@pytest.fixture
def vault(tmp_path):
    return Vault(secrets.token_bytes(32), tmp_path / "files")


def stored_paths(vault):
    return [path for path in vault.folder.rglob("*") if path.is_file()]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=500))
def test_what_was_put_comes_back(vault, data):
    assert vault.get(vault.put(data)) == data


def test_neither_the_name_nor_the_bytes_on_disk_reveal_the_content(vault):
    digest = vault.put(CONTENT)
    (path,) = stored_paths(vault)
    assert digest == hashlib.sha256(CONTENT).hexdigest()
    assert digest not in str(path)
    assert path.parent.name + path.name not in digest
    assert b"label" not in path.read_bytes()
    assert path.stat().st_mode & 0o077 == 0


def test_two_deployments_keep_one_file_at_two_addresses(tmp_path):
    addresses = {
        Vault(secrets.token_bytes(32), tmp_path).path(hashlib.sha256(CONTENT).hexdigest())
        for _ in range(2)
    }
    assert len(addresses) == 2


def test_the_same_content_lies_once(vault):
    vault.put(CONTENT)
    (path,) = stored_paths(vault)
    before = path.read_bytes()
    vault.put(CONTENT)
    assert stored_paths(vault) == [path]
    assert path.read_bytes() == before


def test_every_write_has_a_nonce_of_its_own(vault):
    vault.put(CONTENT)
    (path,) = stored_paths(vault)
    first = path.read_bytes()
    path.unlink()
    vault.put(CONTENT)
    assert path.read_bytes() != first


@pytest.mark.parametrize("place", [0, 3, 10, 15, 30, -1])
def test_one_changed_bit_is_found(vault, place):
    digest = vault.put(CONTENT)
    (path,) = stored_paths(vault)
    sealed = bytearray(path.read_bytes())
    sealed[place] ^= 1
    path.write_bytes(sealed)
    with pytest.raises(FileDamaged, match="altered"):
        vault.get(digest)


@pytest.mark.parametrize("length", [0, 2, 3, 9, 15, 40])
def test_a_cut_file_is_found(vault, length):
    digest = vault.put(CONTENT)
    (path,) = stored_paths(vault)
    path.write_bytes(path.read_bytes()[:length])
    with pytest.raises(FileDamaged):
        vault.get(digest)


def test_a_file_laid_in_the_place_of_another_is_found(vault):
    ours, other = vault.put(CONTENT), vault.put(b"another list")
    vault.path(ours).write_bytes(vault.path(other).read_bytes())
    with pytest.raises(FileDamaged):
        vault.get(ours)


def test_another_key_reads_nothing(vault):
    digest = vault.put(CONTENT)
    with pytest.raises(FileMissing):
        Vault(secrets.token_bytes(32), vault.folder).get(digest)


def test_a_missing_file_is_said_to_be_missing(vault):
    with pytest.raises(FileMissing, match="missing"):
        vault.get("ab" * 32)


def test_storing_again_heals_a_damaged_file(vault):
    digest = vault.put(CONTENT)
    vault.path(digest).write_bytes(b"")
    vault.put(CONTENT)
    assert vault.get(digest) == CONTENT


def test_a_write_that_fails_leaves_nothing_behind(vault, monkeypatch):
    def full_disk(source, target):
        raise OSError("No space left on device")

    monkeypatch.setattr(vault_module.os, "replace", full_disk)
    with pytest.raises(OSError, match="space"):
        vault.put(CONTENT)
    assert stored_paths(vault) == []


def test_eight_writers_of_one_file_do_not_disturb_each_other(vault):
    with ThreadPoolExecutor(8) as pool:
        digests = set(pool.map(vault.put, [os.urandom(100_000)] * 8))
    assert len(digests) == len(stored_paths(vault)) == 1
    assert vault.get(digests.pop())


def test_a_short_key_is_refused(tmp_path):
    with pytest.raises(ValueError, match="32 bytes"):
        Vault(b"short", tmp_path)
