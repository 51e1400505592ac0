"""Files of a v1 torrent stand as a person would list them."""

from hypothesis import given
from hypothesis import strategies as st

from torrpeddo.engine.creating.order import natural_key

paths = st.lists(st.text(alphabet="aB1029 ._é", min_size=1, max_size=6), min_size=1, max_size=3).map("/".join)


def test_numbers_count_as_numbers() -> None:
    wanted = ["1.txt", "2.txt", "10.txt", "a", "a/2", "a/10", "a2", "a10", "A 3", "a 3.b", "b", "Ä"]
    shuffled = [*wanted[1::2], *wanted[::2]]
    assert sorted(shuffled, key=natural_key) == wanted


@given(st.lists(paths, unique=True))
def test_no_two_paths_share_a_place(files: list[str]) -> None:
    assert len(set(map(natural_key, files))) == len(files)


@given(st.lists(paths, unique_by=str.lower))
def test_a_folders_files_stay_together(files: list[str]) -> None:
    folders = [path.partition("/")[0].lower() for path in sorted(files, key=natural_key)]
    changes = [folder for folder, before in zip(folders, [None, *folders], strict=False) if folder != before]
    assert len(changes) == len(set(folders))
