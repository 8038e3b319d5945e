"""What is cached for the next run: it is the same, it is only ours, and it never gets in the way."""

from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from briefgen import cache as module
from briefgen.cache import NO_CACHE, Cache, fingerprint

POSIX = pytest.mark.skipif(os.name != "posix", reason="Windows keeps the folders of users apart by itself")


@pytest.fixture
def kept(tmp_path: Path) -> Cache:
    """A cache with one entry."""
    cache = Cache(tmp_path / "above" / "briefgen")
    cache.put("ab", b"work")
    return cache


def folder_of(cache: Cache) -> Path:
    assert cache.folder is not None
    return cache.folder


def file_of(cache: Cache) -> Path:
    (file,) = folder_of(cache).iterdir()
    return file


@pytest.fixture
def work() -> list[str]:
    """What was done, and not found in the cache."""
    return []


def squared(cache: Cache, number: int, work: list[str]) -> int:
    """A square that is worth caching."""

    def multiply() -> int:
        work.append(f"{number} x {number}")
        return number * number

    return cache.once(("square", number), multiply, lambda value: str(value).encode(), int)


def test_the_same_work_is_done_once(tmp_path: Path, work: list[str]) -> None:
    assert [squared(Cache(tmp_path / "own"), number, work) for number in (3, 4, 3, 4)] == [9, 16, 9, 16]
    assert work == ["3 x 3", "4 x 4"]


def test_without_a_cache_all_work_is_done(work: list[str]) -> None:
    assert [squared(NO_CACHE, 3, work) for _ in range(2)] == [9, 9]
    assert len(work) == 2


def test_another_program_does_the_work_again(tmp_path: Path, work: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    cache = Cache(tmp_path / "own")
    for program in ("this", "that", "this"):
        monkeypatch.setattr(module, "fingerprint", lambda named=program: named)
        squared(cache, 3, work)
    assert len(work) == 2


def test_a_program_that_cannot_be_told_caches_nothing(
    tmp_path: Path, work: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "fingerprint", lambda: "")
    assert [squared(Cache(tmp_path / "own"), 3, work) for _ in range(2)] == [9, 9]
    assert len(work) == 2
    assert not (tmp_path / "own").exists()


def test_bytes_that_nobody_can_read_any_more_are_replaced(tmp_path: Path, work: list[str]) -> None:
    cache = Cache(tmp_path / "own")

    def numbered(reader: object) -> int:
        return cache.once(("n",), lambda: work.append("done") or 7, lambda _: b"seven", reader)  # type: ignore[arg-type,func-returns-value]

    assert numbered(None) == numbered(int) == numbered(lambda _: None) == 7
    assert len(work) == 3
    assert numbered(lambda data: {b"seven": 7}[data]) == 7
    assert len(work) == 3


def test_a_result_that_cannot_be_cached_is_given_all_the_same(tmp_path: Path) -> None:
    assert (
        Cache(tmp_path / "own").once(("n",), lambda: 7, lambda _: b""[:0].decode("no such encoding").encode(), int) == 7
    )


def test_work_that_fails_is_said_to_fail_each_time(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "own")
    for _ in range(2):
        with pytest.raises(ZeroDivisionError):
            cache.once(("n",), lambda: 1 // 0, lambda value: str(value).encode(), int)
    assert not (tmp_path / "own").exists()


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder of an installed briefgen, beside which Jinja2 is installed."""
    for name in ("briefgen", "jinja2"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "__init__.py").write_text("")
    (tmp_path / "briefgen" / "word").mkdir()
    monkeypatch.setattr(module, "__file__", str(tmp_path / "briefgen" / "cache.py"))
    monkeypatch.setattr(module, "find_spec", lambda name: Spec(tmp_path / name) if name == "jinja2" else None)
    fingerprint.cache_clear()
    yield tmp_path
    fingerprint.cache_clear()


class Spec:
    """Where a package is."""

    def __init__(self, folder: Path) -> None:
        self.submodule_search_locations = [str(folder)]


@pytest.mark.parametrize("file", ["briefgen/word/template.py", "briefgen/more.csv", "jinja2/compiler.py"])
def test_a_changed_file_of_the_program_or_of_a_library_makes_it_another_one(program: Path, file: str) -> None:
    prints = [fingerprint()]
    for text in ("", "pass"):
        (program / file).write_text(text)
        assert fingerprint() == prints[-1], "it is looked at once in a run"
        fingerprint.cache_clear()
        prints.append(fingerprint())
    assert len(set(prints)) == 3


def test_compiled_python_makes_no_difference(program: Path) -> None:
    before = fingerprint()
    (program / "briefgen" / "__pycache__").mkdir()
    (program / "briefgen" / "__pycache__" / "cache.pyc").write_text("")
    fingerprint.cache_clear()
    assert fingerprint() == before


def test_a_program_in_an_archive_cannot_be_told(program: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "__file__", str(program / "briefgen.zip" / "briefgen" / "cache.py"))
    assert fingerprint() == ""


def test_what_was_kept_is_found_again(kept: Cache) -> None:
    assert kept.get("ab") == b"work"


def test_an_unknown_key_finds_nothing(kept: Cache) -> None:
    assert kept.get("cd") is None


def test_an_empty_folder_finds_nothing(tmp_path: Path) -> None:
    assert Cache(tmp_path / "nowhere").get("ab") is None


@POSIX
def test_folder_and_file_are_open_to_the_user_only(kept: Cache) -> None:
    assert folder_of(kept).stat().st_mode & 0o777 == 0o700
    assert file_of(kept).stat().st_mode & 0o777 == 0o600


@POSIX
@pytest.mark.parametrize("mode", [0o770, 0o707, 0o777, 0o1777])
def test_a_folder_that_others_may_write_in_counts_as_not_there(kept: Cache, mode: int) -> None:
    folder_of(kept).chmod(mode)
    assert kept.get("ab") is None
    kept.put("cd", b"more")
    assert len(list(folder_of(kept).iterdir())) == 1


@POSIX
@pytest.mark.parametrize("mode", [0o620, 0o602])
def test_a_file_that_others_may_write_counts_as_not_there(kept: Cache, mode: int) -> None:
    file_of(kept).chmod(mode)
    assert kept.get("ab") is None


@POSIX
def test_what_belongs_to_somebody_else_counts_as_not_there(kept: Cache) -> None:
    assert kept.user is not None
    theirs = Cache(folder_of(kept), user=kept.user + 1)
    assert theirs.get("ab") is None
    theirs.put("cd", b"more")
    assert len(list(folder_of(kept).iterdir())) == 1


@POSIX
def test_where_users_have_no_numbers_as_on_windows_the_place_of_the_folder_says_whose_it_is(kept: Cache) -> None:
    folder_of(kept).chmod(0o777)
    assert Cache(folder_of(kept), user=None).get("ab") == b"work"


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
    folder_of(linked).symlink_to(folder_of(kept))
    linked.put("cd", b"more")
    assert linked.get("cd") is None


@POSIX
def test_a_pipe_in_the_place_of_a_file_does_not_stop_the_run(kept: Cache) -> None:
    assert hasattr(os, "mkfifo")
    file_of(kept).unlink()
    os.mkfifo(folder_of(kept) / "ab.kept")
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
    file_of(kept).rename(folder_of(kept) / "cd.kept")
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
    assert list(folder_of(cache).iterdir()) == []


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
    assert len(list(folder_of(kept).iterdir())) == 5
