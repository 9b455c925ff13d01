"""The workload in OpenFisca-core: towns are its persons, counties its groups of persons.

Money is in 元 as its variables hold it, in single precision. It has no largest remainder either;
``get_rank`` gives the order of the remainders.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from bench.workload import tables
from bench.workload.tables import Data, Prepared, Shares
from openfisca_core import entities, periods, taxbenefitsystems, variables
from openfisca_core.simulations import SimulationBuilder

TITLE = "OpenFisca-core by hand"
EXACT, MOST_ROWS = False, None
PERIOD = "2020"

Town = entities.Entity("town", "towns", "", "")
County = entities.GroupEntity(
    "county", "counties", "", "", roles=[{"key": "member", "plural": "members"}]
)
_RATES = np.array(tables.RATES) / 100
_SUPPORT = np.array(tables.SUPPORT) / 10
_CAPS = np.array(tables.CAPS) / 100


def _input(name: str, of: Any, kind: type) -> type[variables.Variable]:
    body = {"value_type": kind, "entity": of, "definition_period": periods.DateUnit.YEAR}
    return type(name, (variables.Variable,), {**body, "label": name})


INPUTS = [
    _input("kind", Town, int), _input("actual", Town, float), _input("target", Town, float),
    _input("score", Town, int), _input("veto", Town, bool), _input("over", Town, float),
    _input("award_pool", County, float), _input("support_pool", County, float),
]  # fmt: skip


class award_claim(variables.Variable):  # noqa: N801 - the framework's own convention
    value_type, entity, definition_period = float, Town, periods.DateUnit.YEAR

    def formula(town, period, parameters):  # noqa: N805
        kind, target, score = (town(name, period) for name in ("kind", "target", "score"))
        amount = np.maximum(town("actual", period) - target, 0)
        low, high = (target * (edge / 100) for edge in tables.EDGES)
        bands = (np.minimum(amount, low), np.clip(amount, low, high) - low,
                 np.maximum(amount - high, 0))  # fmt: skip
        whole = sum(band * _RATES[kind, at] for at, band in enumerate(bands))
        factor = np.select([score < 60, score < 80, score < 90], [0, 0.8, 1.0], 1.1)
        return np.where(town("veto", period), 0, whole * factor)


class support_claim(variables.Variable):  # noqa: N801
    value_type, entity, definition_period = float, Town, periods.DateUnit.YEAR

    def formula(town, period, parameters):  # noqa: N805
        kind = town("kind", period)
        return np.minimum(town("over", period) * _SUPPORT[kind], _CAPS[kind])


def _shares(town: Any, period: Any, claims: str, pools: str) -> np.ndarray:
    claim = town(claims, period)
    pool = town.county(pools, period)
    whole = town.county.sum(claim)
    wanted = np.where(whole > pool, claim * pool / np.maximum(whole, 0.01), claim) * 100
    floor = np.floor(wanted)
    rounded = np.floor(wanted + 0.5)
    fits = (whole <= pool) & (town.county.sum(rounded) <= pool * 100)
    left = np.round(pool * 100) - town.county.sum(floor)
    place = town.get_rank(town.county, floor - wanted)
    return np.where(fits, rounded, floor + (place < left)) / 100


class award(variables.Variable):  # noqa: N801
    value_type, entity, definition_period = float, Town, periods.DateUnit.YEAR

    def formula(town, period, parameters):  # noqa: N805
        return _shares(town, period, "award_claim", "award_pool")


class support(variables.Variable):  # noqa: N801
    value_type, entity, definition_period = float, Town, periods.DateUnit.YEAR

    def formula(town, period, parameters):  # noqa: N805
        return _shares(town, period, "support_claim", "support_pool")


def prepare(data: Data, threads: int) -> Prepared:
    system = taxbenefitsystems.TaxBenefitSystem([Town, County])
    for variable in (*INPUTS, award_claim, support_claim, award, support):
        system.add_variable(variable)
    county = tables.counties_of(data)
    builder = SimulationBuilder()
    builder.create_entities(system)
    builder.declare_person_entity("town", np.arange(len(county)))
    counties = builder.declare_entity("county", np.arange(len(data[tables.POOLS[0]])))
    builder.join_with_persons(counties, county, ["member"] * len(county))
    simulation = builder.build(system)
    names = dict(zip((*tables.COLUMNS, *tables.POOLS), INPUTS, strict=True))
    for name, variable in names.items():
        money = variable.value_type is float
        simulation.set_input(variable.__name__, PERIOD, data[name] / 100 if money else data[name])
    computed = ("award_claim", "support_claim", "award", "support")

    def run() -> Any:
        for name in computed:
            simulation.delete_arrays(name)
        return simulation.calculate("award", PERIOD), simulation.calculate("support", PERIOD)

    def read(found: Any) -> Shares:
        return tuple(np.round(column.astype(float) * 100).astype(np.int64) for column in found)

    return run, read
