"""PROV-JSON: every value leads to cells and the policy."""

import json

from jiangzhi.explain.prov import prov_data


def test_every_result_leads_down_to_cells(outcome):
    data = prov_data(outcome, 0)
    json.dumps(data)
    edges: dict[str, set[str]] = {}
    for one in data["wasDerivedFrom"].values():
        edges.setdefault(one["prov:generatedEntity"], set()).add(one["prov:usedEntity"])
    assert all(one in data["entity"] for used in edges.values() for one in used)
    reached, queue = set(), ["jz:超收奖励/0"]
    while queue:
        name = queue.pop()
        if name not in reached:
            reached.add(name)
            queue.extend(edges.get(name, ()))
    assert "jz:cell/镇街.xlsx/数据/D4" in reached
    assert data["entity"]["jz:超收奖励/0"]["prov:value"] == "978261"
    assert data["entity"]["jz:cell/镇街.xlsx/数据/D4"]["jz:text"] == "5400"


def test_all_towns_are_there(outcome):
    whole = prov_data(outcome)
    assert {f"jz:超收奖励/{row}" for row in range(5)} <= set(whole["entity"])
    assert set(prov_data(outcome, 3)["entity"]) < set(whole["entity"])
