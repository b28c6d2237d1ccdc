"""查找：一页旁边的话，分成一小份一小份的索引。

索引由全部各页做成。改了几页，页号都没有变，就只在上一版里改用到的几份：一万条时从头做要七秒。
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from typing import NamedTuple

from casebook.bind import Book
from casebook.publish.artefact import Artefact, Input, Output, artefact, as_it_is, derived, whole
from casebook.publish.manifest import LastRelease
from casebook.publish.records import Records
from casebook.search import FILE, FOLDER, PageRecord, index, read_record, written_record
from casebook.store import Ledger, digest

_MANIFEST = f"{FOLDER}/index.js"
_ROW = "search"
"""账上合起来的这一行，记索引由哪些页的话做成。"""
_FEW = 8
"""改的页不到全部的几分之一，就改上一版的；再多，从头做快。"""


Written = Callable[[str, str], bytes | None]
"""这一版里写好的一件（路径、由什么做成）；没有的为 None。"""


class Piece(NamedTuple):
    """一页的话：地址，由什么做成。"""

    address: str
    key: str


def record_file(address: str, record: Input, number: str) -> Artefact:
    """一页旁边的话。"""
    return artefact(f"{address}{FILE}", record_script, record, number)


def record_script(record: PageRecord, number: str) -> Output:
    """话写成脚本；`number` 是工作法这一版的编号。"""
    return Output((written_record(record._replace(number=number)),))


def index_files(
    records: Records, inputs: str, book: Book, ledger: Ledger, last: LastRelease, written: Written
) -> Iterator[Artefact]:
    """索引。`records` 是各页的话，`written` 取来已经写好的；`inputs` 是全部内容的指纹。"""
    pages = index.ordered(records.all)
    shown = Input(inputs, lambda: book)
    head = artefact(_MANIFEST, manifest, pages, shown)
    pieces = [Piece(address, records.all[address].key) for address in pages]
    key = derived(manifest, pages, shown, digest(pieces)).key
    yield Artefact(_MANIFEST, key, head.make)
    yield artefact(f"{FOLDER}/facets.js", facets, pages, shown)
    for name, content in index.directories(pages):
        yield as_it_is(f"{FOLDER}/{name}", content)
    yield from _Shards(pieces, records, ledger, last, written).files()
    ledger.put("whole", [(_ROW, key, pieces)])


def manifest(pages: Sequence[str], book: Book) -> Output:
    """`index.js`。"""
    return Output((index.manifest(pages, book),))


def facets(pages: Sequence[str], book: Book) -> Output:
    """`facets.js`。"""
    return Output((index.facets(pages, book),))


class _Shards:
    """词与名字的一份份。"""

    def __init__(
        self,
        pieces: Sequence[Piece],
        records: Records,
        ledger: Ledger,
        last: LastRelease,
        written: Written,
    ) -> None:
        self._pieces, self._records, self._last = pieces, records, last
        self._written = written
        self._layout = index.Layout(len(pieces))
        key, _ = last.files.get(_MANIFEST, ("", None))
        self._before: list[Piece] = []
        if key:
            self._before = ledger.get("whole", _ROW, key, list[Piece]) or []

    def files(self) -> Iterator[Artefact]:
        """各份：上一版能接着用的接着用。"""
        edited = self._edited()
        if edited is None:
            key = digest(self._pieces)
            for path in self._paths():
                yield Artefact(path, digest(key, path), partial(self._made, path))
            return
        changed = index.changes(edited, self._layout)
        for path in self._paths():
            name = path.removeprefix(f"{FOLDER}/")
            if name in changed:
                assert self._last.folder  # noqa: S101 - 有上一版才有 `edited`
                written = (self._last.folder / path).read_bytes()
                yield as_it_is(path, index.patched_shard(written, changed[name]))
            else:
                yield Artefact(path, self._last.files[path][0], partial(self._made, path))

    def _paths(self) -> Iterable[str]:
        for kind, count in (("words", self._layout.words), ("names", self._layout.names)):
            yield from (f"{FOLDER}/{kind}-{n}.js" for n in range(count))

    def _edited(self) -> list[tuple[int, PageRecord, PageRecord]] | None:
        """改了的页：页号、从前的、现在的；要从头做的为 None。"""
        now, before = self._pieces, self._before
        if [one.address for one in now] != [one.address for one in before]:
            return None
        changed = [n for n, (a, b) in enumerate(zip(now, before, strict=True)) if a != b]
        files = [*self._paths(), *(f"{now[n].address}{FILE}" for n in changed)]
        if len(changed) * _FEW > len(now) or not all(map(self._untouched, files)):
            return None
        return [(n, self._old(now[n]), self._now(now[n].address)) for n in changed]

    def _untouched(self, path: str) -> bool:
        key, _ = self._last.files.get(path, ("", None))
        return bool(key and self._last.same(path, key))

    def _old(self, piece: Piece) -> PageRecord:
        assert self._last.folder  # noqa: S101 - 有上一版才会来问
        return read_record((self._last.folder / f"{piece.address}{FILE}").read_bytes())

    def _now(self, address: str) -> PageRecord:
        """现在的话：写在网页旁边的读来，还没有写的（预览）照样做。"""
        record, number = self._records.all[address], self._records.number(address)
        file = record_file(address, record, number)
        content = self._written(file.path, file.key)
        if content is None:
            return self._records.kept(address)
        return read_record(content)

    def _made(self, path: str) -> Output:
        return whole(self._all[path.removeprefix(f"{FOLDER}/")])

    @cached_property
    def _all(self) -> Mapping[str, bytes]:
        """从头做。"""
        records = (self._now(piece.address) for piece in self._pieces)
        return index.shards(records, self._layout)
