"""What can be wrong with workbooks, and what is noted of them: the catalogue, by theme."""

from jiangzhi.workbook.problems.cells import *  # noqa: F403
from jiangzhi.workbook.problems.files import *  # noqa: F403
from jiangzhi.workbook.problems.notes import *  # noqa: F403
from jiangzhi.workbook.problems.tables import *  # noqa: F403
from jiangzhi.workbook.problems.warnings import *  # noqa: F403
