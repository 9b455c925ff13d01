"""What can be wrong with a policy: the catalogue, by theme."""

from jiangzhi.policy.problems.declarations import *  # noqa: F403
from jiangzhi.policy.problems.findings import *  # noqa: F403
from jiangzhi.policy.problems.formulas import *  # noqa: F403
from jiangzhi.policy.problems.front import *  # noqa: F403
from jiangzhi.policy.problems.statements import *  # noqa: F403
from jiangzhi.policy.problems.tables import *  # noqa: F403
from jiangzhi.policy.problems.years import *  # noqa: F403
