"""Every sentence that handing in says to a learner. Tests hold them word for word; translations replace them whole."""

READY = "Ready to hand in: {what}."
NOT_YET = "Not yet: {gap}"
YOUR_TURN = "Your turn: the answer is still `...`."
YOUR_TURN_INSIDE = "Your turn: the answer still holds `...`."
REHEARSED = "{task}: the shape is right on the rehearsal shop: {what}."
REHEARSED_CHANGED = "{task}: the shape is right, and it differs from the answer that you had at home in every figure that should: {what}."
REHEARSED_STAYED = (
    "{task}: the shape is right on the rehearsal shop: {what}. "
    "The same as at home, by chance or because it was typed in: {names}."
)
REFUSED = "{task}: {gap}"
COPIED = (
    "{task}: this is the home shop's answer, but Validate runs on the rehearsal shop. "
    "Compute it from the tables instead of typing it in."
)
STAYED = (
    "{task}: {names} is the same as in the home shop, though Validate runs on the rehearsal shop. "
    "Compute it from the tables instead of typing it in."
)
STAYED_SEVERAL = (
    "{task}: {names} are the same as in the home shop, though Validate runs on the rehearsal shop. "
    "Compute them from the tables instead of typing them in."
)
NAMED, INSIDE = "`{name}`", "{inner} in `{outer}`"
NO_TASK = "there is no task called '{task}'.{suggestion} The name stands in the cell that was given to you."
DID_YOU_MEAN = " Did you mean {names}?"
AND, OR = " and ", " or "
EXAMPLE = " Like this: {example}"

# What is ready
WHAT_NUMBER = "the number {value}"
WHAT_YES_NO = "{value}"
WHAT_TEXT = "a text of {count}"
WHAT_CHOICE = "'{value}'"
WHAT_TABLE = "a table with {rows} and the columns {columns}"
WHAT_RECORD = "a dictionary with {fields}"
WHAT_LIST = "a list of {count}"
WHAT_POLICY = "the function `{name}`, which decided a first day without a fault"
ONE_CHARACTER, CHARACTERS = "1 character", "{n} characters"
ONE_ROW, ROWS = "1 row", "{n} rows"
ONE_ENTRY, ENTRIES = "1 entry", "{n} entries"

# The wrong kind
WRONG_KIND = "yours is {given}; hand in {wanted}."
NOTHING = "yours is `None`: the last step gave nothing back. Hand in {wanted}."
TEXT_FOR_NUMBER = "yours is the text '{value}'; write it as a number, without quotation marks."
NUMBER_FOR_TEXT = "yours is the number {value}; write it as text, in quotation marks."
LISTED = "yours is {given} with one value in it; take it out with `[0]`."
BOXED = "yours is {given} with one value in it; take the value out with `.iloc[0]` or `.item()`."
SERIES_FOR_TABLE = "yours is a Series; make a table of it with `.reset_index()`."
MISSING_NUMBER = "yours is NaN: a value is missing on the way."
INFINITE = "yours is infinite: something was divided by 0."
NOT_WHOLE = "yours is {value}; a whole number is wanted."
OUT_OF_RANGE = "yours is {value}; it must lie between {low} and {high}."
NOT_A_MULTIPLE = "yours is {value}; it must be a multiple of {step}."
IN_WAN = " If that is 万, write {full}."
EMPTY_TEXT = "yours is an empty text."
NOT_A_CHOICE = "yours is '{value}'; choose one of {choices}."
NOT_AMONG = "yours is '{value}', and the column `{column}` of `{table}` holds no such name.{suggestion}"
TOO_MUCH = "{problem}"

WANT_NUMBER = "a number"
WANT_INTEGER = "a whole number"
WANT_TEXT = "a text"
WANT_YES_NO = "`True` or `False`"
WANT_TABLE = "a table (DataFrame)"
WANT_RECORD = "a dictionary"
WANT_LIST = "a list"
WANT_POLICY = "a function, like `policy`, written as `def policy(today, memory):`"

# Tables
COLUMN_MISSING = "the column `{column}` is missing. {yours}"
COLUMN_CLOSE = "Is it your `{close}`?"
COLUMNS_YOURS = "Yours are: {columns}."
COLUMN_UNKNOWN = "the column `{column}` is too many. The columns are: {columns}."
COLUMN_TWICE = "two columns are called `{column}`."
NO_ROWS = "the table has no rows."
ROW_NUMBER = "yours has {given}; hand in {wanted}."
KEY_MISSING = "`{column}` is empty in row {number}; it names the row."
KEY_TWICE = "the row for {row} stands there twice; hand in one row for each {key}."
CELL = "{where}`{column}` {problem}{more}."
WHERE = "in the row for {row}, "
WHERE_ROW = "in row {number}, "
MORE = " (likewise in {count} more)"
CELL_NAN = "is empty (NaN)"
CELL_INFINITE = "is infinite"
CELL_EMPTY = "is empty"
CELL_TEXT = "is the text '{value}' and not a number"
CELL_NOT_NUMBER = "is {value} and not a number"
CELL_NOT_WHOLE = "is {value} and not a whole number"
CELL_NOT_TEXT = "is {value} and not text"
CELL_NOT_YES_NO = "is {value} and neither `True` nor `False`"
CELL_NOT_CHOICE = "is '{value}' and not one of {choices}"
CELL_NOT_AMONG = "is '{value}', a name that the column `{column}` of `{table}` doesn't hold"
CELL_NOT_MULTIPLE = "is {value} and not a multiple of {step}"
CELL_OUT_OF_RANGE = "is {value} and not between {low} and {high}"

# Dictionaries and lists
FIELD_MISSING = "the key `{field}` is missing. {yours}"
FIELD_CLOSE = "Is it your `{close}`?"
FIELDS_YOURS = "Yours are: {fields}."
FIELDS_NONE = "Yours has no keys."
FIELD_UNKNOWN = "the key `{field}` is too many. The keys are: {fields}."
IN_FIELD = "at `{field}`, {gap}"
IN_ENTRY = "at number {number}, {gap}"
NO_ENTRIES = "the list is empty."

# Policies
POLICY_LACKS = "`{name}` doesn't come with `{function}`: hand in {example}"
POLICY_TROUBLE = "the function was tried on the first day of a season, and {problem}"

# What can't be carried
A_TIME, A_SPAN = "This point in time", "A span of time"
A_FUNCTION, A_KIND, IN_TABLE = "A function", "A {type}", "A {type} inside a table"
NOT_CARRIED = "{kind} can't be handed in. Hand in numbers, text, lists, dictionaries or tables."
TOO_DEEP = "The answer is nested more than {most} levels deep."
TOO_MANY_CELLS = "The answer has more than {most} values."
TOO_LONG = "A text in the answer is longer than {most} characters."
TOO_BIG = "The answer is larger than 2 MB."
TOO_LARGE_NUMBER = "A whole number in the answer has more than 19 digits."
BAD_TEXT = "A text in the answer has characters that can't be saved."
KEY_KIND = "A dictionary's keys must be text or numbers; one is {kind}."
TWO_COLUMNS = "Two columns of a table are called '{column}'."
COLUMN_LEVELS = "A table's columns stand on two levels. Give each column one name."
NOT_READ = "The answer could not be read ({kind})."


def count(number: int, one: str, many: str) -> str:
    """A number with its noun, in the singular or plural."""
    return one if number == 1 else many.format(n=f"{number:,}")
