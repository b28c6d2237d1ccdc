"""答的话 → 一条案例的各栏。与网站上的表单（form-compose.js）是同一套规矩。

出处与单位用话写：正好是登记过的题名、名称、网址，换成编号；不是的，记进同一条的“待补充”，等编者登记。
没有登记过的出处的数字，先写成“成效”里的一句话。
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from casebook.compose.form import Question, Widget
from casebook.editing.literal import escaped, one_line
from casebook.intake.register import Register, names_of
from casebook.intake.said import Said, Told
from casebook.intake.values import convert, split_amount, yearly
from casebook.model.periods import meant_period
from casebook.model.statements import AFTER_NUMBER

Answers = dict[str, Any]
"""英文名 → Said；小表是一行行的 Answers。"""
_SEVERAL = re.compile(r"[、;；\n]")
_PEOPLE = re.compile(r"[、，,;；\n]")
_EACH = re.compile(r"[;；\n]")
_AMOUNT = ("value", "qualifier", "unit")


def composed(asked: Sequence[Question], answers: Answers, register: Register) -> dict[str, Any]:
    """各栏照模型的次序；没有答的不写。"""
    composer = _Composer(register)
    found = composer.record(asked, answers)
    outcomes = _named(asked, "outcomes")
    sentences = [composer.sentence(item, outcomes.inner) for item in composer.unproven]
    _add(found, outcomes, sentences)
    parties = _named(asked, "other_parties")
    _add(found, parties, _strangers(asked, found))
    return _ordered(asked, found)


def _named(asked: Sequence[Question], name: str) -> Question:
    return next(question for question in asked if question.name == name)


def _add(found: dict[str, Any], question: Question, more: list[Any]) -> None:
    if more:
        found[question.key] = [*found.get(question.key, []), *more]


def _ordered(asked: Sequence[Question], found: Mapping[str, Any]) -> dict[str, Any]:
    return {one.key: found[one.key] for one in asked if one.key in found}


def _strangers(asked: Sequence[Question], found: dict[str, Any]) -> list[Any]:
    """做事的人要先在“其他参与方”里：没写的替他添上。"""
    steps, parties = _named(asked, "steps"), _named(asked, "other_parties")
    who, name = _named(steps.inner, "who"), _named(parties.inner, "name")
    told = {*who.options, *(party.get(name.key) for party in found.get(parties.key, ()))}
    doing = [one for step in found.get(steps.key, ()) for one in step.get(who.key, ())]
    return [{name.key: one} for one in dict.fromkeys(doing) if one not in told]


class _Composer:
    """`unproven` 是没有登记过的出处的数字。"""

    def __init__(self, register: Register) -> None:
        self._register = register
        self.unproven: list[Answers] = []

    def record(self, asked: Sequence[Question], answers: Answers) -> dict[str, Any]:
        """一条记录；欠着的出处、单位记在“待补充”里。"""
        owed: list[str] = []
        found: dict[str, Any] = {}
        for question in asked:
            value = self._value(question, answers.get(question.name), owed)
            if value:
                found[question.key] = value
        note = next((one for one in asked if one.widget is Widget.NOTE), None)
        if note:
            said = answers.get(note.name)
            owed = [*([one_line(said.plain)] if said else []), *owed]
            if owed:
                place = next((s.place for s in answers.values() if isinstance(s, Said)), "")
                found[note.key] = Told("；".join(owed), place)
        return _ordered(asked, found)

    def _value(self, question: Question, answer: Any, owed: list[str]) -> Any:
        widget = question.widget
        if widget is Widget.FIXED:
            return Told(question.value)
        if not answer or widget is Widget.NOTE:
            return None
        if widget is Widget.LIST:
            return self._list(question, answer)
        if widget is Widget.GROUP:
            return self.record(question.inner, answer)
        if not (answer.plain.strip() or answer.prose):  # 只有一张表的，没有平常的话
            return None
        match widget:
            case Widget.WORDS:
                return self._references(question, answer, owed)
            case Widget.CHECKS | Widget.WHO:
                return names_of(self._register, question, parts_of(answer, _PEOPLE))
            case Widget.LINES:
                return parts_of(answer, _SEVERAL)
        return convert(widget, answer, question.options)

    def _list(self, question: Question, answer: Any) -> list[Any]:
        if isinstance(answer, Said):  # 历年的各期写在一格里
            return yearly(answer)
        items = []
        for item in answer:
            whole = split_amount(item) if {"qualifier", "unit"} <= _names(question) else item
            if question.proof and not self._proven(question, whole):
                self.unproven.append(whole)
                continue
            if made := self.record(question.inner, whole):
                items.append(made)
        return items

    def _proven(self, question: Question, item: Answers) -> bool:
        """有登记过的出处，数字也认得出。"""
        said = item.get("sources")
        known = said and any(
            self._register.cited(p, True)[0] for p in parts_of(said.sourced, _EACH)
        )
        value = item.get("value")
        return bool(known and value and re.fullmatch(r"[-\d.—]+", value.plain))

    def _references(self, question: Question, answer: Said, owed: list[str]) -> Any:
        found: list[Any] = []
        said = answer.sourced
        several = bool(question.parts)
        for part in parts_of(said, _EACH) if several else [Told(one_line(said.plain), said.place)]:
            value, rest = self._register.cited(part, several, question.register)
            if value and value not in found:
                found.append(value)
            if rest:
                owed.append(f"登记{question.key}：{rest}")
        return (found[0] if len(found) == 1 else found) if found else None

    def sentence(self, item: Answers, inner: Sequence[Question]) -> dict[str, Any]:
        """出处没有登记、数字认不出的，先写成成效里的一句话。"""
        said = {name: one_line(one.plain) for name, one in item.items() if isinstance(one, Said)}
        value, mark, unit = (said.get(name, "") for name in _AMOUNT)
        amount = f"{value} {mark}{unit}" if mark in AFTER_NUMBER else f"{mark} {value} {unit}"
        days = [("", "period"), ("截至 ", "as_of"), ("据", "told_by")]
        for name in ("period", "as_of"):
            said[name] = meant_period(said.get(name, "")) or said.get(name, "")
        when = "，".join(f"{lead}{said[name]}" for lead, name in days if said.get(name))
        counted = f"{said['counted']} " if said.get("counted") else ""
        text = f"{said.get('name', '')}：{counted}{amount.strip()}{f'（{when}）' if when else ''}。"
        place = next((one.place for one in item.values() if isinstance(one, Said)), "")
        made: Answers = {"text": Said(text, escaped(text), place)}
        if sources := item.get("sources"):
            made["sources"] = sources
        return self.record(inner, made)


def _names(question: Question) -> set[str]:
    return {one.name for one in question.inner}


def parts_of(said: Said, mark: re.Pattern[str]) -> list[Told]:
    """写在一格里的几样；一样的只要一次。"""
    words = (one_line(part) for part in mark.split(said.plain))
    return [Told(one, said.place) for one in dict.fromkeys(filter(None, words))]
