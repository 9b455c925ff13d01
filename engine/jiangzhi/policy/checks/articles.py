"""Articles without rules, and rules without an article."""

from __future__ import annotations

from jiangzhi.diagnostic import Diagnostic
from jiangzhi.document.model import Block, Document
from jiangzhi.policy import problems
from jiangzhi.policy.model import Policy


def warn_if_articles_and_rules_do_not_meet(policy: Policy, document: Document) -> list[Diagnostic]:
    """A numbered article with neither a rule nor a reason; a rule above every heading."""
    bearing = {
        part.article
        for part in document.parts
        if not isinstance(part, Block) or part.kind == "rules"
    }
    found = [
        problems.ARTICLE_WITHOUT_RULE.at(article.place, name=article.heading)
        for article in document.articles
        if article.numbered
        and article.index not in bearing
        and article.no_computation is None
        and not _has_parts_below(article.index, document)
    ]
    for quantity in policy.quantities:
        if quantity.cite.article == 0:
            found.append(problems.RULE_WITHOUT_ARTICLE.at(quantity.cite.place, name=quantity.name))
    return found


def _has_parts_below(index: int, document: Document) -> bool:
    depth = document.articles[index].depth
    following = document.articles[index + 1 :]
    return bool(following) and following[0].depth > depth
