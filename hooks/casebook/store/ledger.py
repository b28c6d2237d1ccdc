"""账本：每样东西上次由什么做成、做成了什么。由同样的东西做，就不必再做。

账本是一个 SQLite 文件，几张一样的表：名字、由什么做成（指纹）、做成了什么。
取的时候再验，坏了的、别人放的都当没有。用不了时（磁盘满、只读、被别的程序锁着）记在内存里：
这一次照做，只是下一次要重做。
"""

import contextlib
import hashlib
import os
import sqlite3
import tempfile
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any, Literal, TypeVar

from pydantic import TypeAdapter, ValidationError
from pydantic_core import to_json

from casebook.store.cache import unlisted

Table = Literal[
    "cases", "documents", "data", "pages", "records", "files", "leaflets", "extras", "whole"
]
"""案例的卡片、写成的一页、数据，各页的正文、查找时看的话、上一版网站的文件、折页排成几面、另外的（模式文件、
登记簿与文章查过了）；
`whole` 是合起来的：各张表对照过的是哪一套登记簿、是哪一版网站、查找的索引由哪些页的话做成。"""
_TABLES: tuple[Table, ...] = (
    "cases",
    "documents",
    "data",
    "pages",
    "records",
    "files",
    "leaflets",
    "extras",
    "whole",
)
T = TypeVar("T")
_SEAL = 16
_PATIENCE = 20
"""别人正记着，至多等多少秒。"""
_MEMORY = Path(":memory:")
_NOT_DAMAGED = frozenset(
    (
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_NOMEM,
    )
)
"""锁住了、磁盘满了、不能读写：账本没有坏。"""
# 表名只有上面这几个，不从别处来
_CREATE = "create table if not exists {} (name text primary key, key text, made blob)"
_DROP = "delete from {} where name = ?"
_PUT = "insert or replace into {} values (?, ?, ?)"
_ROWS = "select name, key, made from {}"
_KEYS = "select name, key from {}"
_GET = "select made from {} where name = ? and key = ?"


class Ledger:
    """一本账。`path` 的文件不在时新建，坏了时另起一本，用不了时记在内存里，`path` 也跟着变。

    存成 JSON：文字、数、UTF-8 的字节、元组、NamedTuple、列表、映射。取的时候说要什么样的
    （`kind`），不是那样的当没有：从前的程序记的，栏不一样。
    别的线程也能用，只是不能同时；子进程里用的是子进程自己的一条连接。
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._begin()

    def _begin(self) -> None:
        self._owner = os.getpid()
        self._waiting: dict[Table, list[tuple[str, str, bytes]]] = {}
        self._unwanted: dict[Table, list[str]] = {}
        try:
            if self.path != _MEMORY:
                self.path.parent.mkdir(parents=True, exist_ok=True)
                unlisted(self.path.parent)
            self._db = self._opened()
        except (sqlite3.DatabaseError, OSError) as error:
            self._renew(error)

    def _opened(self) -> sqlite3.Connection:
        db = sqlite3.connect(
            self.path, timeout=_PATIENCE, isolation_level=None, check_same_thread=False
        )
        db.execute("pragma page_size = 16384")
        db.execute("pragma synchronous = off")  # 断电丢了账，下次全做一遍就是
        for table in _TABLES:
            db.execute(_CREATE.format(table))
        db.execute("begin immediate")  # 只读的，这时就知道
        db.execute("commit")
        return db

    def _renew(self, error: sqlite3.DatabaseError | OSError) -> None:
        """账本坏了，另起一本；磁盘满、锁住了不是坏了，记在内存里。"""
        with contextlib.suppress(AttributeError, sqlite3.Error):
            self._db.close()
        damaged = getattr(error, "sqlite_errorcode", 0) & 0xFF not in _NOT_DAMAGED
        try:
            if isinstance(error, OSError) or not (damaged or _replaceable(self.path)):
                raise error
            for path in (self.path, self.path.with_name(f"{self.path.name}-journal")):
                _out_of_the_way(path)
            self._db = self._opened()
        except (sqlite3.DatabaseError, OSError):
            self.path = _MEMORY
            self._db = self._opened()

    def _in_this_process(self) -> None:
        """子进程里另开一条：连接不能带过来用，没有落账的由父进程来记。"""
        if self._owner != os.getpid():
            self._inherited = self._db  # 不合上：那是父进程的
            self._begin()

    def _asked(self, query: str, *values: str) -> list[Any]:
        self._in_this_process()
        try:
            return self._db.execute(query, values).fetchall()
        except sqlite3.DatabaseError as error:
            self._renew(error)
            return []

    def close(self) -> None:
        """落账，合上。"""
        self.settle()
        self._db.close()

    def settle(self) -> None:
        """记下的、不要的，一起落账。"""
        self._in_this_process()
        if not (self._waiting or self._unwanted):
            return
        try:
            self._write()
        except sqlite3.DatabaseError as error:
            self._renew(error)
            self._write()
        self._waiting, self._unwanted = {}, {}

    def _write(self) -> None:
        self._db.execute("begin immediate")
        for table, names in self._unwanted.items():
            self._db.executemany(_DROP.format(table), ((n,) for n in names))
        for table, rows in self._waiting.items():
            self._db.executemany(_PUT.format(table), rows)
        self._db.execute("commit")

    def rows(self, table: Table, kind: type[T]) -> dict[str, tuple[str, T]]:
        """一张表的全部：名字 →（由什么做成, 做成了什么），坏了的、不是 `kind` 的略去。"""
        found = self._asked(_ROWS.format(table))
        decode = _decoder(kind)
        opened = ((n, k, _unsealed(_label(table, n, k), made, decode)) for n, k, made in found)
        return {n: (k, made) for n, k, made in opened if isinstance(n, str) and made is not None}

    def keys(self, table: Table) -> dict[str, str]:
        """一张表里各样东西由什么做成。"""
        found = self._asked(_KEYS.format(table))
        return {n: k for n, k in found if isinstance(n, str) and isinstance(k, str)}

    def get(self, table: Table, name: str, key: str, kind: type[T]) -> T | None:
        """取一样；没有、由别的做成、坏了、不是 `kind` 时为 None。"""
        found = self._asked(_GET.format(table), name, key)
        decode = _decoder(kind)
        return _unsealed(_label(table, name, key), found[0][0], decode) if found else None

    def made(self, table: Table, name: str, key: str, kind: type[T], make: Callable[[], T]) -> T:
        """取一样；取不到时做出来，记上（`settle` 时落账）。"""
        found = self.get(table, name, key, kind)
        if found is None:
            found = make()
            self.put(table, [(name, key, found)])
        return found

    def put(self, table: Table, rows: Iterable[tuple[str, str, Any]]) -> None:
        """记几样：名字、由什么做成、做成了什么。`settle` 时才落账，几个进程才不会互相等。"""
        self._in_this_process()
        sealed = ((n, key, _sealed(_label(table, n, key), made)) for n, key, made in rows)
        self._waiting.setdefault(table, []).extend(sealed)

    def drop(self, table: Table, names: Iterable[str]) -> None:
        """几样不要了。"""
        self._in_this_process()
        self._unwanted.setdefault(table, []).extend(names)


def _replaceable(path: Path) -> bool:
    """账本的位置上不是一个能写的文件：是文件夹、链接，或只读的。"""
    there = os.path.lexists(path)
    return there and (path.is_symlink() or not path.is_file() or not os.access(path, os.W_OK))


def _out_of_the_way(path: Path) -> None:
    """腾出账本的位置；文件夹不是我们放的，改个名字留着。"""
    if path.is_dir() and not path.is_symlink():
        path.rename(Path(tempfile.mkdtemp(prefix=f"{path.name}-", dir=path.parent)) / path.name)
    else:
        path.unlink(missing_ok=True)


def _label(*written: Any) -> bytes:
    """哪张表、什么名字、由什么做成：都封进去，挪到别的一行就开不了封。"""
    return repr(written).encode()


_adapter = cache(TypeAdapter)


def _decoder(kind: type[T]) -> Callable[[bytes], T]:
    adapter: TypeAdapter[T] = _adapter(kind)  # type: ignore[arg-type]  # mypy 不知道类型可以作键
    return adapter.validate_json


def _sealed(label: bytes, made: Any) -> bytes:
    content = to_json(made)
    return hashlib.blake2b(label + content, digest_size=_SEAL).digest() + content


def _unsealed(label: bytes, sealed: Any, decode: Callable[[bytes], T]) -> T | None:
    if not isinstance(sealed, bytes):
        return None
    content = sealed[_SEAL:]
    if hashlib.blake2b(label + content, digest_size=_SEAL).digest() != sealed[:_SEAL]:
        return None
    try:
        return decode(content)
    except ValidationError:
        return None
