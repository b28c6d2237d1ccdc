"""栏目名打错了一个字：是哪一个。"""

from casebook.editing.places import Stranger
from casebook.model import describe

_MISHEARD = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("ng", "n"), ("l", "n"))


def meant(stranger: Stranger) -> str:
    """只差一个字、只有一个像的栏目；没有把握时为空。

    两个字的栏目差一个字就差了一半，还要读音相同，或者它必填而没有写。
    """
    wanted = [
        field
        for field in describe(stranger.kind)
        if field.key not in stranger.written and _one_apart(stranger.key.text, field.key)
    ]
    if len(wanted) != 1 or _like_a_written_one(stranger):
        return ""
    key, written = wanted[0].key, "".join(stranger.key.text.split())
    if written == key or len(key) > 2 or wanted[0].required or _sound(written) == _sound(key):
        return key
    return ""


def _like_a_written_one(stranger: Stranger) -> bool:
    """也像一个已经写了的栏目：多半是写了两次，不知道该留哪一个。"""
    known = {field.key for field in describe(stranger.kind)} & stranger.written
    return any(_one_apart(stranger.key.text, key) for key in known)


def _one_apart(written: str, key: str) -> bool:
    """不计空白，多一个字、少一个字、错一个字，或两个字写反了。"""
    a, b = "".join(written.split()), key
    if a == b:
        return written != key
    if len(a) == len(b):
        wrong = [n for n, (x, y) in enumerate(zip(a, b, strict=True)) if x != y]
        swapped = len(wrong) == 2 and a[wrong[0]] == b[wrong[1]] and a[wrong[1]] == b[wrong[0]]
        return len(wrong) == 1 or swapped
    if abs(len(a) - len(b)) != 1 or min(len(a), len(b)) < 2:
        return False
    short, long = sorted((a, b), key=len)
    return any(long[:n] + long[n + 1 :] == short for n in range(len(long)))


def _sound(word: str) -> str:
    """读音，不分平翘舌、前后鼻音；没有装拼音的库时就是字本身。"""
    try:
        from casebook.render.typeset.index import pinyin

        sound = " ".join(pinyin(word))
    except ImportError:
        return word
    for heard, same in _MISHEARD:
        sound = sound.replace(heard, same)
    return sound
