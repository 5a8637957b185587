"""The shops that exams are proved on, all unseen by learners.

Those of public seeds are made once for a version of the shop's world; others are made for one proof and thrown away.
"""

import contextlib
import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from coursekit.exam import AnswerKey, Exam, Shop, World, answer_key
from coursekit.execute import source_hash
from coursekit.isolation import package_folder

SEEDS = (1, 618, 2**120 + 12_345)  # one of them the rehearsal shop's, one as large as a class's secret
MAKING = "Making the shop of seed {seed}, once …"
PASSING = "Making the shop of seed {seed}, for this proof only …"
Say = Callable[[str], None]


@dataclass(frozen=True)
class Trial:
    """One unseen shop, and beside it the home shop for the tasks that are judged there."""

    seed: int
    unseen: World
    home: World | None = None
    folder: Path | None = None
    keys: dict[str, AnswerKey] = field(default_factory=dict, compare=False, repr=False)

    def key(self, exam: Exam) -> AnswerKey:
        """The exam's answers on this shop, computed once; raises ExamError."""
        if exam.module not in self.keys:
            self.keys[exam.module] = answer_key(exam, {"unseen": self.unseen.tables, "home": self.world("home").tables})
        return self.keys[exam.module]

    def world(self, place: str) -> World:
        """The shop on which a task is judged, "unseen" or "home"."""
        return self.home if place == "home" and self.home else self.unseen


def trial(root: Path, exam: Exam, seed: int, say: Say, folder: Path | None = None) -> Trial:
    """The shop of one seed for an exam: its tables in `folder`, else kept under build/ and made if they aren't there."""
    folder = folder or shop_folder(root, seed, say)
    home = _home(root, say) if any(task.judged_on == "home" for task in exam.automatic) else None
    return Trial(seed, World(seed, Shop(folder), str(folder)), home, folder)


def shop_folder(root: Path, seed: int, say: Say = lambda line: None, tier: str = "course") -> Path:
    """The folder of one shop's tables under build/, made at the first call and again when the world's code changed."""
    from shopworld import SPEC_VERSION, history

    version = f"{SPEC_VERSION}-{source_hash(package_folder('shopworld'))[:16]}"
    folder = root / "build" / "shops" / f"{tier}-{seed}-{version}"
    if folder.is_dir():
        return folder
    say(MAKING.format(seed=seed))
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix="making-") as place:
        made = Path(place) / "shop"
        history.write(made, seed, tier)
        for old in folder.parent.glob(f"{tier}-{seed}-*"):
            shutil.rmtree(old, ignore_errors=True)
        with contextlib.suppress(OSError):  # another process made it meanwhile
            made.rename(folder)
    return folder


@contextlib.contextmanager
def passing_shop(seed: int, say: Say = lambda line: None, tier: str = "course") -> Iterator[Path]:
    """The folder of a shop's tables that lasts as long as the block."""
    from shopworld import history

    say(PASSING.format(seed=seed))
    with tempfile.TemporaryDirectory(prefix="lint-") as place:
        history.write(Path(place) / "shop", seed, tier)
        yield Path(place) / "shop"


def _home(root: Path, say: Say) -> World:
    from shopworld import HOME_SEED

    stored = root / "datasets"
    folder = stored if (stored / "orders.csv").is_file() else shop_folder(root, HOME_SEED, say)
    return World(HOME_SEED, Shop(folder), str(folder))
