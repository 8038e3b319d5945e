"""What is kept for the next run: it is the same, it is only ours, and it never gets in the way."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from briefgen import cache as module
from briefgen.cache import Cache

POSIX = pytest.mark.skipif(os.name != "posix", reason="Windows keeps the folders of users apart by itself")


@pytest.fixture
def kept(tmp_path: Path) -> Cache:
    """A cache with one entry."""
    cache = Cache(tmp_path / "above" / "briefgen")
    cache.put("ab", b"work")
    return cache


def file_of(cache: Cache) -> Path:
    (file,) = cache.folder.iterdir()
    return file


def test_what_was_kept_is_found_again(kept: Cache) -> None:
    assert kept.get("ab") == b"work"


def test_an_unknown_key_finds_nothing(kept: Cache) -> None:
    assert kept.get("cd") is None


def test_an_empty_folder_finds_nothing(tmp_path: Path) -> None:
    assert Cache(tmp_path / "nowhere").get("ab") is None


@POSIX
def test_folder_and_file_are_open_to_the_user_only(kept: Cache) -> None:
    assert kept.folder.stat().st_mode & 0o777 == 0o700
    assert file_of(kept).stat().st_mode & 0o777 == 0o600


@POSIX
@pytest.mark.parametrize("mode", [0o770, 0o707, 0o777, 0o1777])
def test_a_folder_that_others_may_write_in_counts_as_not_there(kept: Cache, mode: int) -> None:
    kept.folder.chmod(mode)
    assert kept.get("ab") is None
    kept.put("cd", b"more")
    assert len(list(kept.folder.iterdir())) == 1


@POSIX
@pytest.mark.parametrize("mode", [0o620, 0o602])
def test_a_file_that_others_may_write_counts_as_not_there(kept: Cache, mode: int) -> None:
    file_of(kept).chmod(mode)
    assert kept.get("ab") is None


@POSIX
def test_what_belongs_to_somebody_else_counts_as_not_there(kept: Cache) -> None:
    assert kept.user is not None
    theirs = Cache(kept.folder, user=kept.user + 1)
    assert theirs.get("ab") is None
    theirs.put("cd", b"more")
    assert len(list(kept.folder.iterdir())) == 1


@POSIX
def test_where_users_have_no_numbers_as_on_windows_the_place_of_the_folder_says_whose_it_is(kept: Cache) -> None:
    kept.folder.chmod(0o777)
    assert Cache(kept.folder, user=None).get("ab") == b"work"


@POSIX
def test_no_folder_is_made_in_that_of_somebody_else(tmp_path: Path) -> None:
    Cache(tmp_path / "above" / "briefgen", user=tmp_path.stat().st_uid + 1).put("ab", b"work")
    assert list(tmp_path.iterdir()) == []


@POSIX
def test_a_link_counts_as_not_there(kept: Cache, tmp_path: Path) -> None:
    file = file_of(kept)
    file.rename(tmp_path / "moved")
    file.symlink_to(tmp_path / "moved")
    assert kept.get("ab") is None
    linked = Cache(tmp_path / "linked")
    linked.folder.symlink_to(kept.folder)
    linked.put("cd", b"more")
    assert linked.get("cd") is None


@POSIX
def test_a_pipe_in_the_place_of_a_file_does_not_stop_the_run(kept: Cache) -> None:
    assert hasattr(os, "mkfifo")
    file_of(kept).unlink()
    os.mkfifo(kept.folder / "ab.kept")
    assert kept.get("ab") is None


def test_a_damaged_file_counts_as_not_there(kept: Cache) -> None:
    file = file_of(kept)
    whole = file.read_bytes()
    for number in range(len(whole)):
        file.write_bytes(whole[:number] + bytes([whole[number] ^ 1]) + whole[number + 1 :])
        assert kept.get("ab") is None
        file.write_bytes(whole[:number])
        assert kept.get("ab") is None
    file.write_bytes(whole)
    assert kept.get("ab") == b"work"


def test_a_file_under_another_name_counts_as_not_there(kept: Cache) -> None:
    file_of(kept).rename(kept.folder / "cd.kept")
    assert kept.get("cd") is None


def test_a_file_in_the_place_of_the_folder_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "briefgen").write_text("mine")
    cache = Cache(tmp_path / "briefgen")
    cache.put("ab", b"work")
    assert cache.get("ab") is None
    assert (tmp_path / "briefgen").read_text() == "mine"


def test_where_nothing_can_be_written_nothing_happens(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fdopen", full)
    cache = Cache(tmp_path / "briefgen")
    cache.put("ab", b"work")
    assert cache.get("ab") is None
    assert list(cache.folder.iterdir()) == []


def test_what_is_too_large_is_not_kept(kept: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LARGEST", 3)
    kept.put("cd", b"work")
    assert kept.get("cd") is None


def test_the_oldest_give_way(kept: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST", 3)
    os.utime(file_of(kept), (0, 0))
    for number in range(3):
        kept.put(f"c{number}", b"more")
    assert kept.get("ab") is None
    assert [kept.get(f"c{number}") for number in range(3)] == [b"more"] * 3


def test_many_may_write_and_read_at_once(kept: Cache) -> None:
    def both(number: int) -> bool:
        kept.put("ab", b"work")
        kept.put(f"c{number % 4}", bytes([number % 4]) * 100_000)
        return kept.get("ab") == b"work" and kept.get(f"c{number % 4}") == bytes([number % 4]) * 100_000

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(both, range(200)))
    assert len(list(kept.folder.iterdir())) == 5
