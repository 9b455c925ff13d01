"""What can be wrong with workbooks, and what is noted of them: the catalogue, by theme."""

from jiangzhi.facts.problems.cells import *  # noqa: F403
from jiangzhi.facts.problems.files import *  # noqa: F403
from jiangzhi.facts.problems.notes import *  # noqa: F403
from jiangzhi.facts.problems.tables import *  # noqa: F403
from jiangzhi.facts.problems.warnings import *  # noqa: F403
