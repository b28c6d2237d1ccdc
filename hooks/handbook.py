"""MkDocs 的钩子。全在装好的程序里，这个文件跟着手册走，程序换了新版也不用改。"""

from casebook_mkdocs import *  # noqa: F403 - on_* 都是处理函数，以后添的也要
