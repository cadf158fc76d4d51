"""What `bench/transform.ts` compares with: index and encode, assemble, predict, with pandas and xgboost, from file to file."""

import sys

import numpy as np
import pandas as pd
import xgboost as xgb

source, model, labels, target = sys.argv[1:]
rows = pd.read_csv(source, header=None)
columns = [(rows[0] == label).to_numpy(np.float32) for label in labels.split(",")]
features = np.column_stack([*columns, rows.iloc[:, 1:].to_numpy(np.float32)])
booster = xgb.Booster(model_file=model)
predictions = booster.inplace_predict(features)
pd.Series(predictions).to_csv(target, header=False, index=False)
