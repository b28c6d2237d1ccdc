"""二维码：网址 → SVG 路径。"""

import segno


def qr_path(url: str) -> tuple[int, str]:
    """`url` 的二维码：（边长的格数，路径）；同一行相连的黑格合成一段。"""
    code = segno.make(url, error="m", micro=False)
    rows = [[bool(cell) for cell in row] for row in code.matrix]
    parts = []
    for y, row in enumerate(rows):
        x = 0
        while x < len(row):
            if row[x]:
                end = x
                while end < len(row) and row[end]:
                    end += 1
                parts.append(f"M{x} {y}h{end - x}v1h-{end - x}z")
                x = end
            else:
                x += 1
    return len(rows), "".join(parts)
