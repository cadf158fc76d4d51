"""What is trained: every objective, and every parameter that shapes a tree."""

numeric = ["few", "a", "b", "c", "gaps"]
complete = ["few", "a", "b", "c"]
categorical = ["colour", "shape", "a", "gaps"]


def case(label="real", features=numeric, rounds=4, metrics=None, weights=False, queries=False, **params):
    chosen = {"eval_metric": metrics} if metrics else {}
    return {
        "label": label,
        "features": features,
        "rounds": rounds,
        "weights": weights,
        "queries": queries,
        "params": {"max_depth": 4, **params, **chosen},
    }


cases = {
    "squarederror": case(metrics=["rmse", "mae", "rmsle", "mape", "mphe"], label="amount"),
    "squarederror-complete": case(features=complete),
    "squarederror-weights": case(weights=True, metrics=["rmse", "mae"]),
    "one-feature": case(features=["gaps"]),
    "sparse": case(features=["rare", "gaps", "rare", "rare", "rare", "rare"]),
    "regularised": case(eta=0.1, gamma=0.5, min_child_weight=5, alpha=0.7, **{"lambda": 2.5}),
    "max-delta-step": case(max_delta_step=0.3),
    "max-bin": case(max_bin=5),
    "max-bin-weights": case(max_bin=9, weights=True),
    "deep": case(max_depth=12, rounds=2, min_child_weight=0),
    "lossguide": case(grow_policy="lossguide", max_leaves=12, max_depth=0),
    "lossguide-depth": case(grow_policy="lossguide", max_leaves=40, max_depth=3),
    "max-leaves": case(max_leaves=7, max_depth=6),
    "subsample": case(subsample=0.5, seed=7),
    "subsample-reseeded": case(subsample=0.5, seed=7, seed_per_iteration=True),
    "colsample": case(colsample_bytree=0.8, colsample_bylevel=0.7, colsample_bynode=0.6, seed=3, rounds=6),
    "forest": case(num_parallel_tree=3, subsample=0.6, colsample_bynode=0.6, eta=0.5, rounds=2),
    "monotone": case(monotone_constraints=[1, -1, 0, 1]),
    "interaction": case(interaction_constraints=[[0, 1], [2, 3], [1, 4]]),
    "base-score": case(base_score=-1.5),
    "categories": case(features=categorical),
    "categories-threshold": case(features=categorical, max_cat_to_onehot=1, max_cat_threshold=4),
    "categories-one-hot": case(features=categorical, max_cat_to_onehot=20),
    "dart": case(booster="dart", rate_drop=0.4, rounds=8, seed=3),
    "dart-weighted": case(
        booster="dart", rate_drop=0.2, one_drop=True, sample_type="weighted", normalize_type="forest", rounds=8
    ),
    "dart-skip": case(booster="dart", rate_drop=0.9, skip_drop=0.5, one_drop=True, rounds=8, subsample=0.8),
    "logistic": case("binary", objective="binary:logistic", metrics=["logloss", "error", "error@0.7", "auc", "aucpr"]),
    "logistic-weights": case("binary", objective="binary:logistic", weights=True, metrics=["logloss", "auc", "aucpr"]),
    "logistic-regression": case("unit", objective="reg:logistic"),
    "logitraw": case("binary", objective="binary:logitraw"),
    "scale-pos-weight": case("binary", objective="binary:logistic", scale_pos_weight=3),
    "hinge": case("binary", objective="binary:hinge"),
    "softmax": case("class", objective="multi:softmax", num_class=5, metrics=["merror", "mlogloss", "auc", "aucpr"]),
    "softprob": case("class", objective="multi:softprob", num_class=5, weights=True, subsample=0.8),
    "poisson": case("count", objective="count:poisson"),
    "gamma": case("amount", objective="reg:gamma", metrics=["gamma-deviance", "gamma-nloglik"]),
    "tweedie": case("count", objective="reg:tweedie", tweedie_variance_power=1.3),
    "absoluteerror": case(objective="reg:absoluteerror"),
    "absoluteerror-weights": case(objective="reg:absoluteerror", weights=True, subsample=0.7),
    "quantileerror": case(objective="reg:quantileerror", quantile_alpha=0.7),
    "quantileerror-several": case(objective="reg:quantileerror", quantile_alpha=[0.1, 0.5, 0.9]),
    "pseudohubererror": case(objective="reg:pseudohubererror", huber_slope=0.5),
    "squaredlogerror": case("amount", objective="reg:squaredlogerror"),
    "rank-ndcg": case("relevance", objective="rank:ndcg", queries=True, metrics=["ndcg", "ndcg@3", "ndcg@5-", "auc"]),
    "rank-pairwise": case("relevance", objective="rank:pairwise", queries=True, weights=True),
    "rank-pairs": case("relevance", objective="rank:pairwise", queries=True, lambdarank_num_pair_per_sample=4),
    "rank-map": case("relevant", objective="rank:map", queries=True, metrics=["map", "map@3", "pre@3", "aucpr"]),
}
