"""casebook kit。"""

from pathlib import Path

from casebook.faults import Fault
from casebook.publish.kit import write_kit
from casebook.read.handbook import read_handbook
from casebook.read.revision import newest, read_revision
from casebook.read.settings import settings_fault


def pack_kit(root: Path, out: Path, uv: Path | None) -> None:
    """收成 `out` 里的一个压缩包。做不成、写不成，说一句，退出码是 1。"""
    if fault := settings_fault(root):
        raise Fault(fault)
    entry, _ = read_handbook(root, {})
    target = out / f"{entry.record.file_name}-windows.zip"
    print("正在收……可视化编辑器与 uv.exe 没有的，先取来。")
    try:
        epoch = read_revision(root).epoch or newest(root)  # 没有 git 的，看文件的时间
        count = write_kit(root.resolve(), target, epoch, uv)
    except OSError as error:
        raise Fault(f"写不成 {target}：{error.strerror}") from None
    size = target.stat().st_size / 1_000_000
    print(f"收好了：{target}，{count} 个文件，{size:.1f} MB。")
    print("发给用 Windows 的编者：全部解开，双击“开始.cmd”。没有发布的案例也在里面，不要公开。")
