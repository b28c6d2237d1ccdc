"""程序这个包在哪里。随它带着的模板、字体、主题、可视化编辑器的页，都从这里找起。

排版机、npm 与主机要真的路径，所以程序要展开了装（pip 总是这样），不能从压缩包里跑。
"""

from importlib.resources import files
from pathlib import Path

PACKAGE = Path(str(files("casebook")))
"""casebook 这个包的文件夹。"""
THEME = PACKAGE / "theme"
"""主题：Material 之上的外壳、样式、脚本。"""
READY_EDITOR = "casebook_admin"
"""Windows 的一包里，装好的可视化编辑器在包旁边的这个文件夹里。"""
IN_KIT = PACKAGE.with_name("run.cmd").is_file()
"""是 Windows 的一包里的程序：怎样装、怎样开，说法不一样。"""
REINSTALL = "请删掉 .venv 文件夹，再打开“开始.cmd”"
"""在那一包里怎样重装。"""
