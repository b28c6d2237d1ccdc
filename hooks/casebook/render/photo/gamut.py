"""PNG 不带色彩说明、只写着 gAMA 与 cHRM 时，照它们写一份色彩说明（ICC.1 的矩阵式）。"""

import struct
from collections.abc import Mapping, Sequence
from typing import Any

Triple = tuple[float, ...]
Matrix = Sequence[Triple]

_USUAL = 1 / 2.2
_NEAR = 0.005
_SRGB = (0.3127, 0.329, 0.64, 0.33, 0.30, 0.60, 0.15, 0.06)
_D50 = (0.9642, 1.0, 0.8249)
_BRADFORD = ((0.8951, 0.2664, -0.1614), (-0.7502, 1.7135, 0.0367), (0.0389, -0.0685, 1.0296))


def profile_of(info: Mapping[Any, Any], grey: bool) -> bytes:
    """`info` 里的色彩说明；没有而写着 gAMA 的，照它写一份；都没有、或就是 sRGB 的，是空的。

    次序照 PNG 第三版 4.3 节：iCCP，sRGB，再是 gAMA 与 cHRM。`grey` 是只有灰的。
    """
    if profile := info.get("icc_profile"):
        return bytes(profile)
    gamma = info.get("gamma")
    if "srgb" in info or not gamma:
        return b""
    places = tuple(info.get("chromaticity", _SRGB))
    usual = all(abs(one - other) < _NEAR for one, other in zip(places, _SRGB, strict=True))
    if (grey or usual) and abs(gamma - _USUAL) < _NEAR:
        return b""
    curve = b"curv" + struct.pack(">IIH2x", 0, 1, min(round(256 / gamma), 65535))
    if grey:
        return _profile(b"GRAY", {b"wtpt": _xyz(_D50), b"kTRC": curve})
    try:
        columns = zip(*_primaries(places), strict=True)
        tags = {
            name: _xyz(column) for name, column in zip((b"r", b"g", b"b"), columns, strict=True)
        }
    except (ZeroDivisionError, struct.error):  # 写坏了的，当没有
        return b""
    named = {name + b"XYZ": tag for name, tag in tags.items()}
    return _profile(b"RGB ", {b"wtpt": _xyz(_D50), **named, **{n + b"TRC": curve for n in tags}})


def _primaries(places: Triple) -> Matrix:
    """红绿蓝 → 以 D50 为白的 XYZ。`places` 是白、红、绿、蓝的色度 x、y。"""
    white, *primaries = [
        (x / y, 1.0, (1 - x - y) / y) for x, y in zip(places[::2], places[1::2], strict=True)
    ]
    across = [*zip(*primaries, strict=True)]
    amounts = _times(_inverse(across), white)
    of_white, of_d50 = _times(_BRADFORD, white), _times(_BRADFORD, _D50)
    back = _inverse(_BRADFORD)
    columns = []
    for primary, amount in zip(primaries, amounts, strict=True):
        cone = _times(_BRADFORD, primary)
        adapted = tuple(c * d / w for c, d, w in zip(cone, of_d50, of_white, strict=True))
        columns.append([amount * value for value in _times(back, adapted)])
    return [*zip(*columns, strict=True)]


def _times(matrix: Matrix, vector: Triple) -> Triple:
    return tuple(sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix)


def _inverse(m: Matrix) -> Matrix:
    def minor(i: int, j: int) -> float:
        (a, b), (c, d) = ([m[r][k] for k in range(3) if k != j] for r in range(3) if r != i)
        return (a * d - b * c) * (1 if (i + j) % 2 == 0 else -1)

    whole = sum(m[0][j] * minor(0, j) for j in range(3))
    return [tuple(minor(j, i) / whole for j in range(3)) for i in range(3)]


def _xyz(values: Triple) -> bytes:
    return b"XYZ " + struct.pack(">I3i", 0, *(round(v * 65536) for v in values))


def _profile(space: bytes, tags: Mapping[bytes, bytes]) -> bytes:
    """照 ICC.1:2001-04 第 6 章：头 128 字节，目录，内容。"""
    at = 128 + 4 + 12 * len(tags)
    listed, body = b"", b""
    for name, tag in tags.items():
        listed += name + struct.pack(">II", at + len(body), len(tag))
        body += tag
    head = struct.pack(">I4xI", at + len(body), 0x02100000) + b"mntr" + space + b"XYZ "
    head += struct.pack(">6H", 2000, 1, 1, 0, 0, 0) + b"acsp" + bytes(28)
    head += struct.pack(">3i", *(round(v * 65536) for v in _D50)) + bytes(48)
    return head + struct.pack(">I", len(tags)) + listed + body
