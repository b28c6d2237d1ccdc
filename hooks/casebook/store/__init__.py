"""存放：做过的按由什么做成存着，几个核一起做，锁，写文件、换文件夹。不认识手册里的任何东西。"""

from casebook.store.cache import Cache, unlisted
from casebook.store.digest import digest, digest_of_bytes, digest_of_file
from casebook.store.files import put_files
from casebook.store.ledger import Ledger, Table
from casebook.store.workers import shared_out

__all__ = [
    "Cache",
    "Ledger",
    "Table",
    "digest",
    "digest_of_bytes",
    "digest_of_file",
    "put_files",
    "shared_out",
    "unlisted",
]
