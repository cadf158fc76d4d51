"""The simulated table that all cases train on: labels of every kind, numeric and categorical features, missing values."""

import numpy

rows = 500
training_rows = 400


def make_table() -> dict[str, numpy.ndarray]:
    random = numpy.random.default_rng(20240607)
    normal = random.normal(size=(rows, 4)).round(3)
    table = {
        "few": (normal[:, 0] * 2).round() / 2 + 0.0,  # no negative zeros: which zero becomes a threshold is the sort's whim
        "a": normal[:, 1],
        "b": normal[:, 2],
        "c": (numpy.exp(normal[:, 3]) * 10).round(2),
        "gaps": random.normal(size=rows).round(3),
        "rare": random.normal(size=rows).round(3),
        "colour": random.integers(0, 3, rows).astype(float),
        "shape": random.integers(0, 15, rows).astype(float),
    }
    gaps = table["gaps"].copy()
    table["gaps"][random.random(rows) < 0.3] = numpy.nan
    table["rare"][random.random(rows) < 0.9] = numpy.nan
    table["shape"][random.random(rows) < 0.1] = numpy.nan
    signal = (
        table["few"]
        + table["a"] * table["b"]
        + numpy.log(table["c"]) * 0.5
        + gaps * 0.5
        + (table["colour"] - 1) * 0.5
        + numpy.sin(numpy.nan_to_num(table["shape"], nan=3) * 2)
        + random.normal(size=rows) * 0.3
    )
    labels = {
        "real": signal.round(3),
        "unit": (1 / (1 + numpy.exp(-signal))).round(3),
        "binary": (signal > 1).astype(float),
        "count": random.poisson(numpy.exp(signal.clip(-2, 2) * 0.5)).astype(float),
        "amount": random.gamma(2, numpy.exp(signal.clip(-2, 2) * 0.3)).round(3) + 0.001,
        "class": numpy.digitize(signal, [-1, 0.5, 1.5, 3]).astype(float),
        "relevance": numpy.digitize(signal + random.normal(size=rows), [0, 1, 2.5, 4]).astype(float),
    }
    labels["relevant"] = (labels["relevance"] > 1).astype(float)
    query = numpy.sort(random.integers(0, 40, training_rows)), 40 + numpy.sort(random.integers(0, 8, rows - training_rows))
    weight = (random.random(rows) * 2 + 0.1).round(2)
    return {"query": numpy.concatenate(query).astype(float), "weight": weight, **labels, **table}
