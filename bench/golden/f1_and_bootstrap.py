"""Golden values for io.qalam.trainer.eval, from scikit-learn and NumPy.

python3 bench/golden/f1_and_bootstrap.py \
    > trainer/engine/src/test/resources/io/qalam/trainer/eval/f1-and-bootstrap.json
Written with scikit-learn 1.9.1 and NumPy 2.4.6.
"""
import json
import warnings

import numpy as np
from sklearn.metrics import accuracy_score, f1_score

warnings.filterwarnings("ignore")


def scores(gold, answers, labels):
    every = list(range(labels))
    f1 = lambda how: float(f1_score(gold, answers, labels=every, average=how, zero_division=0))
    return {
        "accuracy": float(accuracy_score(gold, answers)),
        "macroF1": f1("macro"),
        "microF1": f1("micro"),
        "weightedF1": f1("weighted"),
    }


def macro_of(gold, answers, labels):
    total = 0.0
    for label in range(labels):
        either = np.sum(gold == label) + np.sum(answers == label)
        total += 2.0 * np.sum((gold == label) & (answers == label)) / either if either else 0.0
    return total / labels


def interval(gold, candidate, live, labels):
    """The percentile interval by NumPy's own random numbers, from enough draws to be the limit."""
    rng = np.random.default_rng(7)
    differences = []
    for _ in range(40_000):
        draw = rng.integers(0, len(gold), len(gold))
        differences.append(
            macro_of(gold[draw], candidate[draw], labels) - macro_of(gold[draw], live[draw], labels)
        )
    return [float(q) for q in np.quantile(differences, [0.025, 0.975])]


def noisy(rng, gold, labels, share_right):
    wrong = rng.integers(0, labels, len(gold))
    return np.where(rng.random(len(gold)) < share_right, gold, wrong)


def cases():
    rng = np.random.default_rng(20261123)
    three = rng.choice(3, 120, p=[0.6, 0.3, 0.1])
    yield "three labels, skewed", 3, three, noisy(rng, three, 3, 0.8), noisy(rng, three, 3, 0.6)
    seven = rng.choice(7, 90)
    yield "seven labels, close", 7, seven, noisy(rng, seven, 7, 0.5), noisy(rng, seven, 7, 0.5)
    two = rng.choice(2, 60)
    yield "a label without support", 3, two, noisy(rng, two, 2, 0.7), noisy(rng, two, 3, 0.6)
    yield "all of one label, all right or wrong", 2, np.zeros(30, int), np.zeros(30, int), np.ones(30, int)
    yield "a label neither given nor answered", 4, two, two, noisy(rng, two, 2, 0.5)


golden = []
for name, labels, gold, candidate, live in cases():
    gold, candidate, live = (np.asarray(each, int) for each in (gold, candidate, live))
    lower, upper = interval(gold, candidate, live, labels)
    golden.append(
        {
            "name": name,
            "labels": labels,
            "gold": gold.tolist(),
            "candidate": candidate.tolist(),
            "live": live.tolist(),
            "candidateScores": scores(gold, candidate, labels),
            "liveScores": scores(gold, live, labels),
            "lower": lower,
            "upper": upper,
        }
    )
print(json.dumps(golden))
