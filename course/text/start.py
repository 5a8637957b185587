# %% [markdown]
# # Welcome to Lantern Lane 灯巷
#
# *Five minutes · you will be able to: check that everything works, and choose where to begin.*
#
# In this course you run an online shop with data. **Wen 阿雯** owns it, **Zhou 小周** runs the daily business, **Ting 婷婷** answers the
# buyers and **Old Ma 老马** packs the parcels; each module brings a question that they have to decide, and you work it out from
# the shop's own tables. The shop is invented, and its troubles are real ones.

# %% [markdown]
# ## Does it work?
#
# Click into the cell below and press **Shift+Enter**.

# %%
from shoplab import load

orders = load("orders")
print("It works. The shop's table of orders is here, with", len(orders), "rows.")

# %% [markdown]
# The sentence with the number of rows appears? Then everything is in place. If not, the [guide for students](students.md) says what to
# do under "When something doesn't work".

# %% [markdown]
# ## Choose a door
#
# **New to notebooks, or to pandas?** Begin with the warm-up. It takes three short sittings, and nobody marks it.
#
# 1. [Warm-up 1: does Old Ma need a second pair of hands on Tuesdays?](warmup_1_first_steps.ipynb) First steps, in about 50 minutes.
# 2. [Warm-up 2: what did 11 November really bring?](warmup_2_daily_report.ipynb) A platform's raw export, in about 75 minutes.
# 3. [Ten questions](warmup_exercises.ipynb), in about 60 minutes, with a diagnostic at the end that says what to read again.
#
# **You can filter, group and merge a table?** Try the [ten questions](warmup_exercises.ipynb) first. If the diagnostic names nothing, go
# straight to [module 01, lesson 1: should Wen go where most people search?](../modules/01_shop_setup/lesson_1_market.ipynb)

# %% [markdown]
# ## How a module works
#
# - **Lessons** ask a question of the shop and answer it with you. Where it says *Predict*, write down your guess before you run the next
#   cell. A wrong guess teaches more than none.
# - **Exercises** answer at once: *Your turn*, *Not yet* and what is in the way, or *Correct* and why. Try as often as you like.
# - **Tasks** are what you hand in. Core 必修 tasks are enough to pass; stretch 选修 tasks go further.
#
# In the exercises, `q.hint()` gives a nudge, up to three for each question. After a try, `q.solution()` opens a worked solution, unless your
# instructor keeps them. `progress()` shows how far you are. It is read from a file in your workspace, which stays on your computer.

# %% [markdown]
# ## Handing in
#
# In `tasks.ipynb` you replace the dots, `...`, and leave the `hand_in(...)` cells alone. They tell you at once whether your
# answer has the right shape. Your notebook is then run again on a shop with other numbers, so let the cells work the answer out.
# [The guide for students](students.md) goes through it click by click.

# %% [markdown]
# ## The keyboard
#
# | keys | what they do |
# |---|---|
# | Shift+Enter | run the cell and go to the next one |
# | Esc | leave the cell's text; now keys are commands |
# | ↑ ↓ | go from cell to cell (after Esc) |
# | Enter | back into the cell's text |
# | B | a new cell below (after Esc) |
# | Z | undo the deletion of a cell (after Esc) |
# | Tab | complete a name that you have begun to type |
# | Ctrl+S, on a Mac Cmd+S | save |
#
# Everything here works without a mouse. In a text cell, Esc and Enter mean the same as in a code cell.

# %% [markdown]
# ## Where things are
#
# - [Syllabus](syllabus.md): the ten modules and the question of each
# - [Guide for students](students.md): Windows, handing in, getting help, honest work
# - [Glossary](glossary.md): the trade's words in English and Chinese
# - [Small words of pandas](pandas_words.md): one sentence and one example for each word that the lessons use without stopping
# - [Data dictionary](../datasets/README.md): every table and column of the shop

# %% [markdown] id="way"
# Next: [warm-up 1](warmup_1_first_steps.ipynb)
