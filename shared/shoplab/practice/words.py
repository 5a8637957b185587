"""Every sentence that practice says to a learner. Tests hold them word for word; translations replace them whole."""

# The five outcomes
YOUR_TURN = "Your turn:"
NOT_YET = "Not yet."
CORRECT = "Correct."
NOTED = "Noted."
EARLIER = "Run an earlier cell first."

# Your turn
STILL_BLANK = "`{name}` is still `...`."
STILL_BLANK_UNNAMED = "your answer is still `...`."
BLANK_INSIDE = "`{name}` still holds `...`."
BLANK_INSIDE_UNNAMED = "your answer still holds `...`."

# An earlier cell
CANNOT_COMPUTE = "The answer can't be worked out here: {reason}"

# Where to go next
HINT_POINTER = "`q.hint()` gives a nudge."
HINT = "Hint {number} of {total}."
LAST_HINT = "That is the last hint; `q.solution()` opens the worked solution after a try."
NO_HINTS = "There is no hint for this question."
TRY_FIRST = "Try it once: `q.check(your_answer)`. Then `q.solution()` opens the worked solution."
ASK_INSTRUCTOR = "Ask your instructor for the worked solution; `q.hint()` gives the next nudge."
SOLUTION_DAMAGED = "The file with the worked solutions can't be read. Get a fresh copy of solutions.json."
SOLUTION = "A worked solution:"

# Kinds, as they stand in "Yours is …"
KIND_NUMBER = "a number"
KIND_TEXT = "text"
KIND_YES_NO = "`True` or `False`"
KIND_LIST = "a list"
KIND_TUPLE = "a tuple"
KIND_SET = "a set"
KIND_RECORD = "a dictionary"
KIND_SERIES = "a Series"
KIND_TABLE = "a table (DataFrame)"
KIND_DATE = "a date"
KIND_NOTHING = "`None`"
KIND_FUNCTION = "a function"
KIND_OTHER = "of the type `{type}`"

WRONG_KIND = "Yours is {given}; the answer here is {expected}."
NOTHING_CAME_BACK = "Yours is `None`: the last step gave nothing back. The answer here is {expected}."
FUNCTION_NOT_CALLED = "Yours is a function; call it with `()`. The answer here is {expected}."
TEXT_FOR_NUMBER = "Yours is the text '{value}'; write a number without quotation marks."
BOXED_NUMBER = "Yours is {given} with one value in it; take the number out with `.iloc[0]` or `.item()`."
LISTED_NUMBER = "Yours is {given} with one number in it; take it out with `[0]`."
NAMES_FOR_NUMBER = "Yours is {given}, and a number is wanted. Names are counted with `len(...)`."
COLUMN_FOR_SERIES = 'Yours is a table with one column; take the column out: `table["{column}"]`.'
SERIES_FOR_TABLE = "Yours is a Series; make a table of it with `.reset_index()`."
SET_FOR_LIST = "Yours is a set, which has no order; use a list."

# One value
HUGE = "a number beyond all measure"
YOURS_IS = "Yours is {value}."
NOT_A_NUMBER = "Yours is NaN, which means that a value is missing on the way."
INFINITE = "Yours is infinite: something was divided by 0."
A_LITTLE_HIGHER = "Yours is {value}; the answer is a little higher."
A_LITTLE_LOWER = "Yours is {value}; the answer is a little lower."
HIGHER = "Yours is {value}; the answer is about {percent} % higher."
LOWER = "Yours is {value}; the answer is about {percent} % lower."
MUCH_HIGHER = "Yours is {value}; the answer is more than twice as much."
MUCH_LOWER = "Yours is {value}; the answer is less than half of it."
DIFFERENT_SIDE_HIGHER = "Yours is {value}; the answer is well above it."
DIFFERENT_SIDE_LOWER = "Yours is {value}; the answer is well below it."
SHOULD_BE_ZERO = "Yours is {value}; the answer is 0."
OTHER_TEXT = "Yours is '{value}'; the answer is another one."
OTHER_YES_NO = "Yours is `{value}`; look at the condition again."
OTHER_DATE_LATER = "Yours is {value}; the answer is later."
OTHER_DATE_EARLIER = "Yours is {value}; the answer is earlier."
GUESS_OUT_OF_RANGE = "Yours is {value}; a guess between {low} and {high} is meant."
EXPLAIN_MORE = "Yours is very short; write a whole sentence."
UNREADABLE_DECISION = (
    "Yours has a form that can't be read here. Look at the example in the cell, and give it in that form."
)

# Slips that any number can have
PER_CENT_FOR_SHARE = "Yours is {value}; a rate here is a share, so between 0 and 1. Divide by 100."
HUNDRED_TOO_MUCH = "Yours is {value}, a hundred times too much. Is it in per cent, or in fen?"
HUNDRED_TOO_LITTLE = "Yours is {value}, a hundred times too little. Is the answer wanted in per cent, or in fen?"
OTHER_SIGN = "Yours is {value}; the size is right, the sign is the other one."
COMPLEMENT = "Yours is {value}; that is the rest. It and the answer add up to 1."
RECIPROCAL = "Yours is {value}; you divided the other way round."
ROUNDED_COLUMN = "`{column}` is rounded. Keep all digits; round only to show."
ROUNDED_VALUES = "Yours are rounded. Keep all digits; round only to show."
ROUNDED = "Yours is {value}, which is rounded. Keep all digits; round only to show."

# Lists and sets
LIST_LENGTH = "Yours has {given}; the answer has {expected}."
ITEM_UNKNOWN = "{item} doesn't belong here."
ITEM_TWICE = "{item} stands there twice."
ITEM_MISPLACED_FIRST = "The first one, {item}, doesn't belong there yet."
ITEM_MISPLACED = "Number {number}, {item}, doesn't belong there yet; what stands before it is right."
ITEM_DIFFERS = "Number {number} differs: {gap}"
MISSING_ITEMS = "{count} missing."
ONE_ENTRY, ENTRIES = "1 entry", "{n} entries"
ONE_IS, ARE = "1 is", "{n} are"

# Dictionaries
KEY_MISSING = "The key {key} is missing. Yours are: {keys}."
KEY_UNKNOWN = "The key {key} doesn't belong here.{suggestion}"
VALUE_DIFFERS = "At {key}: {gap}"

# Tables and Series
COLUMN_MISSING = "The column `{column}` is missing. Yours are: {columns}."
COLUMN_UNKNOWN = "The column `{column}` is too many. The answer has: {columns}."
DOUBLE_COLUMN = "Two of your columns are called `{column}`."
ROW_COUNT = "Yours has {given}; the answer has {expected}."
ONE_ROW, ROWS = "1 row", "{n} rows"
ROW_MISSING = "The row for {row} is missing."
ROW_UNKNOWN = "The row for {row} doesn't belong here."
ROW_TWICE = "The row for {row} stands there twice."
COLUMN_KIND = "The column `{column}` holds {given}; the answer's holds {expected}."
COLUMN_DIFFERS = "`{column}` differs in {count} of {rows}, first for {row}: yours is {value}."
VALUES_DIFFER = "{count} of {rows} differ, first for {row}: yours is {value}."
ONE_VALUE_DIFFERS = "1 of {rows} differs, for {row}: yours is {value}."
ONE_VALUE, VALUES = "1 value", "{n} values"
HOLDS_NUMBERS = "numbers"
HOLDS_TEXT = "text"
HOLDS_DATES = "dates"
HOLDS_YES_NO = "`True` and `False`"
ROW_NUMBER = "row {number}"

# Finding the questions
NO_FILE = "There is no questions.py beside this notebook. Open the notebook from the course's own folder."
FILE_BROKEN = "questions.py beside this notebook can't be read ({reason}). Get a fresh copy of it."
NO_QUESTION = "There is no question called '{name}' in this folder.{suggestion}"
DID_YOU_MEAN = " Did you mean {names}?"
OR = " or "
HERE = "Question {name} ({level}). `q.check(your_answer)` says how it stands."

# Progress
CORE = "core 必修"
STRETCH = "stretch 选修"
LEVEL_LINE = "{level}: {solved} of {total} solved."
LEVEL_DONE = "{level}: all {total} solved."
NOTHING_HERE = "No questions here yet."
YES = "yes"
NO = "no"

# What to repeat
READY = "Nothing to repeat: all {total} are solved, without much help."
REPEAT = "Begin with these {count}:"
REPEAT_ONE = "Begin with this one:"
ONE_FINE, FINE = "1 of {total} is fine.", "{fine} of {total} are fine."
NONE_FINE = "None of the {total} is fine yet."
THEN = "Then come {names}."
NOT_TRIED = "not tried yet"
NOT_SOLVED = "not solved after {tries}"
MANY_TRIES = "solved, but it took {tries}"
MUCH_HELP = "solved, but with the help of {hints}"
SOLUTION_SEEN = "solved after opening the worked solution"
ONE_TRY, TRIES = "1 try", "{n} tries"
ONE_HINT, HINTS = "1 hint", "{n} hints"
REPEAT_LINE = "{name}: {reason}. See {lesson}."
REPEAT_LINE_NOWHERE = "{name}: {reason}."


def count(number: int, one: str, many: str) -> str:
    """A number with its noun, in the singular or plural."""
    return one if number == 1 else many.format(n=f"{number:,}")
