"""What the page carries tells what explain tells, each distinct line once."""

from __future__ import annotations

import pytest

from jiangzhi.explain.context import context_of
from jiangzhi.explain.model import NodeKey
from jiangzhi.explain.placeholders import fill
from jiangzhi.explain.telling import tell
from jiangzhi.publish.report.embedded import embedded_data


def test_lines_are_shared_between_towns_decided_alike(outcome):
    data = embedded_data(context_of(outcome))
    of_row = [number for number in data["nodes"]["超收额"] if number >= 0]
    assert len(of_row) == 3
    assert len(set(of_row)) == 1


def test_the_page_tells_what_explain_tells(outcome):
    context = context_of(outcome)
    data = embedded_data(context)
    for step, of_row in data["nodes"].items():
        for row, number in enumerate(of_row):
            if number < 0:
                continue
            texts = [fill(data["lines"][one][1], lambda *_: "·") for one in data["told"][number][0]]
            told = tell(context, NodeKey(step, row)).lines
            assert texts == [fill(line.text, lambda *_: "·") for line in told]


@pytest.mark.parametrize(
    ("name", "results"),
    [
        ("29-guangdong-2005-weak-towns", {"镇": ["困难镇个数", "省级补助", "达到平衡要求"],
                                          "县": ["困难镇个数", "省级补助"]}),
        ("12-anqing-air-2018", {"区": ["季度补偿"]}),
    ],
)  # fmt: skip
def test_every_level_with_results_has_derivations(published, name, results):
    assert embedded_data(context_of(published(name)))["results"] == results
