"""casebook offline。"""

from pathlib import Path

from casebook.cli.build import build_site
from casebook.faults import Fault
from casebook.publish.archive import write_archive
from casebook.read.handbook import read_handbook


def pack_site(root: Path, out: Path) -> None:
    """建网站，收成 `out` 里的一个压缩包。建不成、写不成，说一句，退出码是 1。"""
    build_site(root)
    entry, _ = read_handbook(root, {})
    target = out / f"{entry.record.file_name}.zip"
    try:
        count = write_archive(root.resolve() / "site", target)
    except OSError as error:
        raise Fault(f"写不成 {target}：{error.strerror}") from None
    size = target.stat().st_size / 1_000_000
    print(f"\n收好了：{target}，{count} 个文件，{size:.1f} MB。")
    print("拷到 U 盘上，解开，双击里面的 index.html。")
