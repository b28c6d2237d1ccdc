"""Word 文件里读得到的字；用 LibreOffice 真的打开、存过一遍、排成 PDF。"""

import io
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def part(data: bytes, name: str) -> Any:
    """里面的一件，读成 XML。"""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return etree.fromstring(packed.read(name))


def words_in(data: bytes) -> str:
    """正文、脚注里的字，连同图的替代文字。"""
    out = []
    for name in ("word/document.xml", "word/footnotes.xml"):
        for node in part(data, name).iter():
            if node.tag == W + "t":
                out.append(node.text or "")
            elif str(node.tag).endswith("}docPr"):
                out.append(node.get("descr", ""))
    return "".join(out)


def paragraphs(data: bytes) -> Iterator[tuple[str, str]]:
    """正文的各段：样式，字；表里的也在内。"""
    for one in part(data, "word/document.xml").iter(W + "p"):
        style = one.find(f"{W}pPr/{W}pStyle")
        said = "".join(t.text or "" for t in one.iter(W + "t"))
        yield (style.get(W + "val") if style is not None else ""), said


def opened_by_office(path: Path, to: str, folder: Path, *options: str) -> Path:
    """`path` 用 LibreOffice 打开，另存成 `to`（pdf、docx），放在 `folder` 里。

    `options` 是怎样打开。
    """
    command = ["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
    command += ["--convert-to", to, "--outdir", f"{folder}", *options, f"{path}"]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    made = folder / f"{path.stem}.{to}"
    assert made.exists()
    return made


def pages_of(path: Path) -> list[str]:
    """PDF 的各页，一行一行。"""
    done = subprocess.run(["pdftotext", path, "-"], capture_output=True, check=True)
    return [page.strip() for page in done.stdout.decode("utf-8").split("\f")[:-1]]
