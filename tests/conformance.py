"""印件合不合 PDF/UA-1 与 PDF/A-2a：由外面的检查程序来看。"""

from pathlib import Path

import page

PROFILES = (page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_2A)
# page-validation 查错的一条：压缩流的末字节是 CR 时，说长度不对（qpdf 说对）
_FALSE_ALARMS = frozenset(("PDFA2A-STREAM-LENGTH-001",))


def nonconformities(path: Path, profile: page.ValidationProfile) -> dict[str, str]:
    """`path` 哪里不合：规则的编号 → 怎样不合。"""
    report = page.validate_pdf_bytes(path.read_bytes(), profile=profile)
    return {f.rule_id: f.message for f in report.failures if f.rule_id not in _FALSE_ALARMS}
