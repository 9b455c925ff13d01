"""Everything that can be said against a policy before any data is read."""

from __future__ import annotations

from jiangzhi.diagnostic import Diagnostic
from jiangzhi.document.model import Document
from jiangzhi.policy.checks.articles import warn_if_articles_and_rules_do_not_meet
from jiangzhi.policy.checks.not_read import warn_if_something_is_not_read
from jiangzhi.policy.checks.rates_above_one import warn_if_a_rate_multiplies_money
from jiangzhi.policy.checks.unused import warn_if_unused
from jiangzhi.policy.model import Policy


def check_policy(policy: Policy, document: Document) -> list[Diagnostic]:
    """All findings of all checks, in no particular order."""
    return [
        *warn_if_articles_and_rules_do_not_meet(policy, document),
        *warn_if_something_is_not_read(policy, document),
        *warn_if_unused(policy),
        *warn_if_a_rate_multiplies_money(policy),
    ]
