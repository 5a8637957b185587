"""Does an answer have the shape of its task? If not: what to change, in one friendly sentence."""

from difflib import get_close_matches
from typing import Any

from shoplab.handin import words
from shoplab.handin.check_policy import as_policy, carried_policy, policy_gap
from shoplab.handin.check_table import as_handed_in, table_gap
from shoplab.handin.check_value import among_gap, is_among, is_multiple, multiple_gap
from shoplab.handin.shapes import Shape
from shoplab.handin.wrong_kind import wrong_kind
from shoplab.languages import say
from shoplab.practice import kinds
from shoplab.practice.kinds import kind_of, show_names, show_value


def gap_in(answer: Any, shape: Shape) -> str | None:
    """What keeps the answer from being handed in, as the end of a sentence; None when its shape is right."""
    if shape.kind == "table":
        return table_gap(answer, shape)
    if shape.kind == "record":
        return record_gap(answer, shape)
    if shape.kind == "list":
        return list_gap(answer, shape)
    if shape.kind == "text":
        return text_gap(answer, shape)
    if shape.kind == "policy":
        return policy_gap(answer, shape)
    if shape.kind == "yes/no":
        return None if kind_of(answer) == kinds.YES_NO else wrong_kind(answer, shape)
    return number_gap(answer, shape)


def number_gap(answer: Any, shape: Shape) -> str | None:
    """What is wrong with a number."""
    if kind_of(answer) == kinds.TEXT:
        return say(words.TEXT_FOR_NUMBER).format(value=show_value(answer))
    if kind_of(answer) != kinds.NUMBER:
        return wrong_kind(answer, shape)
    if kinds.is_missing(answer) or answer != answer:
        return say(words.MISSING_NUMBER)
    if abs(answer) == float("inf"):
        return say(words.INFINITE)
    if shape.kind == "integer" and answer != int(answer):
        return say(words.NOT_WHOLE).format(value=show_value(answer))
    if shape.between and not shape.between[0] <= answer <= shape.between[1]:
        low, high = (show_value(one) for one in shape.between)
        return say(words.OUT_OF_RANGE).format(value=show_value(answer), low=low, high=high)
    return None if is_multiple(answer, shape) else multiple_gap(answer, shape)


def text_gap(answer: Any, shape: Shape) -> str | None:
    """What is wrong with a text."""
    if kind_of(answer) == kinds.NUMBER and not kinds.is_missing(answer):
        return say(words.NUMBER_FOR_TEXT).format(value=show_value(answer))
    if kind_of(answer) != kinds.TEXT:
        return wrong_kind(answer, shape)
    if not answer.strip():
        return say(words.EMPTY_TEXT)
    if shape.choices and answer not in shape.choices:
        return say(words.NOT_A_CHOICE).format(value=show_value(answer), choices=show_names(shape.choices, most=12))
    return None if is_among(answer, shape) else among_gap(answer, shape)


def record_gap(answer: Any, shape: Shape) -> str | None:
    """What is wrong with a dictionary: its keys, then the first value that doesn't fit."""
    if kind_of(answer) == kinds.SERIES and len(answer) != 1:
        answer = answer.to_dict()
    if kind_of(answer) != kinds.RECORD:
        return wrong_kind(answer, shape)
    for name in shape.fields:
        if name not in answer:
            extra = [str(one) for one in answer if one not in shape.fields]
            close = get_close_matches(name, extra, n=1, cutoff=0.6)
            yours = say(words.FIELDS_YOURS).format(fields=show_names(answer)) if answer else say(words.FIELDS_NONE)
            yours = say(words.FIELD_CLOSE).format(close=close[0]) if close else yours
            return say(words.FIELD_MISSING).format(field=name, yours=yours)
    for name in answer:
        if name not in shape.fields:
            return say(words.FIELD_UNKNOWN).format(field=name, fields=show_names(shape.fields))
    for name, part in shape.fields.items():
        gap = gap_in(answer[name], part)
        if gap:
            return say(words.IN_FIELD).format(field=name, gap=gap)
    return None


def list_gap(answer: Any, shape: Shape) -> str | None:
    """What is wrong with a list: its length, then the first entry that doesn't fit."""
    if kind_of(answer) not in (kinds.LIST, kinds.SERIES, kinds.SET):
        return wrong_kind(answer, shape)
    entries = answer.tolist() if hasattr(answer, "tolist") else list(answer)
    if not entries:
        return say(words.NO_ENTRIES)
    if shape.rows is not None and len(entries) != shape.rows:
        given, wanted = (
            words.count(one, say(words.ONE_ENTRY), say(words.ENTRIES)) for one in (len(entries), shape.rows)
        )
        return say(words.ROW_NUMBER).format(given=given, wanted=wanted)
    for number, entry in enumerate(entries, start=1):
        gap = gap_in(entry, shape.items)  # type: ignore[arg-type]
        if gap:
            return say(words.IN_ENTRY).format(number=number, gap=gap)
    return None


def in_form(answer: Any, shape: Shape) -> Any:
    """The answer in the one form that its shape has: keys as columns, a list for anything list-like, a dictionary."""
    if shape.kind == "table" and kind_of(answer) == kinds.TABLE:
        return as_handed_in(answer, shape)
    if shape.kind == "record" and kind_of(answer) in (kinds.RECORD, kinds.SERIES):
        fields = answer if isinstance(answer, dict) else answer.to_dict()
        return {name: in_form(one, shape.fields[name]) if name in shape.fields else one for name, one in fields.items()}
    if shape.kind == "list" and kind_of(answer) in (kinds.LIST, kinds.SERIES):
        return answer.tolist() if hasattr(answer, "tolist") else list(answer)
    if shape.kind == "list" and kind_of(answer) == kinds.SET:
        return sorted(answer, key=str)  # a set has no order: the same answer must travel the same way
    return carried_policy(answer) if shape.kind == "policy" else answer


def describe(answer: Any, shape: Shape) -> str:
    """What is being handed in, for an answer of the right shape."""
    if shape.kind == "table":
        rows = words.count(len(answer), say(words.ONE_ROW), say(words.ROWS))
        return say(words.WHAT_TABLE).format(rows=rows, columns=show_names(shape.columns, most=20))
    if shape.kind == "record":
        return say(words.WHAT_RECORD).format(fields=show_names(shape.fields, most=20))
    if shape.kind == "list":
        return say(words.WHAT_LIST).format(count=words.count(len(answer), say(words.ONE_ENTRY), say(words.ENTRIES)))
    if shape.kind == "text":
        if shape.choices:
            return say(words.WHAT_CHOICE).format(value=answer)
        return say(words.WHAT_TEXT).format(
            count=words.count(len(answer), say(words.ONE_CHARACTER), say(words.CHARACTERS))
        )
    if shape.kind == "policy":
        return say(words.WHAT_POLICY).format(name=as_policy(answer).function)
    template = say(words.WHAT_YES_NO) if shape.kind == "yes/no" else say(words.WHAT_NUMBER)
    return template.format(value=show_value(answer))
