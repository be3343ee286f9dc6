"""Golden values for io.qalam.trainer.eval's LabelF1, Rouge2 and Calibration, from scikit-learn, rouge-score and SciPy.

python3 bench/golden/metrics.py > trainer/engine/src/test/resources/io/qalam/trainer/eval/metrics.json
Written with scikit-learn 1.9.1, NumPy 2.4.6, SciPy 1.17.1, rouge-score 0.1.2 and regex 2026.11.19.
"""
import json
import unicodedata
import warnings

import numpy as np
import regex
from rouge_score import rouge_scorer, tokenizers
from scipy.optimize import minimize_scalar
from sklearn.metrics import accuracy_score, f1_score

warnings.filterwarnings("ignore")
NO_LABEL = -1


class Words(tokenizers.Tokenizer):
    """rouge-score's own tokenizer drops whatever is not a-z or 0-9."""

    def tokenize(self, text):
        plain = regex.sub(r"[\p{Cf}\u0640]+", "", unicodedata.normalize("NFKC", text)).lower()
        return regex.findall(r"[\p{L}\p{M}\p{N}]+", plain)


def scores(gold, answers, labels):
    f1 = lambda how: f1_score(gold, answers, labels=labels, average=how, zero_division=0)
    return {
        "accuracy": float(accuracy_score(gold, answers)),
        "macroF1": float(f1("macro")),
        "microF1": float(f1("micro")),
        "weightedF1": float(f1("weighted")),
        "ofEachLabel": [float(each) for each in f1(None)],
    }


def single_label():
    rng = np.random.default_rng(20261127)
    for name, labels, posts, share_lost in [
        ("every fifth answer is no label", 3, 150, 0.2),
        ("all answers are labels", 4, 80, 0.0),
        ("no answer is a label", 2, 20, 1.0),
        ("a label that nobody gave", 6, 40, 0.1),
    ]:
        gold = rng.integers(0, labels - 1 if "nobody" in name else labels, posts)
        answers = np.where(rng.random(posts) < 0.6, gold, rng.integers(0, labels, posts))
        answers[rng.random(posts) < share_lost] = NO_LABEL
        yield {
            "name": name,
            "labels": labels,
            "gold": gold.tolist(),
            "answers": answers.tolist(),
            "scores": scores(gold, answers, list(range(labels)))
            | {"microF1": float(f1_score(gold, answers, average="micro"))},
        }


def multi_label():
    rng = np.random.default_rng(7)
    for name, labels, posts, share in [
        ("some posts have no label", 4, 120, 0.3),
        ("most posts have several", 5, 60, 0.6),
        ("a label that nobody gave", 3, 40, 0.4),
    ]:
        gold = (rng.random((posts, labels)) < share).astype(int)
        if "nobody" in name:
            gold[:, -1] = 0
        answers = np.where(rng.random((posts, labels)) < 0.8, gold, 1 - gold)
        yield {
            "name": name,
            "labels": labels,
            "gold": gold.tolist(),
            "answers": answers.tolist(),
            "scores": scores(gold, answers, list(range(labels))),
        }


def rouge():
    scorer = rouge_scorer.RougeScorer(["rouge2"], tokenizer=Words())
    for reference, summary in [
        ("The minister opened the new bridge on Monday.", "On Monday the minister opened a new bridge."),
        ("the the the cat", "the the cat the"),
        ("افتتح الوزير الجسر الجديد يوم الاثنين.", "الوزير افتتح الجسر الجديد الاثنين"),
        ("العِلمُ نورٌ والجهلُ ظلام", "العلم نور والجهل ظلام"),
        ("मंत्री ने सोमवार को नए पुल का उद्घाटन किया।", "सोमवार को मंत्री ने नए पुल का उद्घाटन किया"),
        ("क्षेत्र में बारिश हुई", "क्षेत में बारिश हुई"),
        ("Qalam ने نور को १२ posts दिए", "qalam ने نور को १२ posts"),
        ("one", "one"),
        ("", "nothing to compare"),
    ]:
        f1 = scorer.score(reference, summary)["rouge2"].fmeasure
        yield {"reference": reference, "summary": summary, "f1": float(f1)}


def calibration():
    rng = np.random.default_rng(11)
    for name, labels, posts, sharpness in [
        ("too sure", 3, 200, 3.0),
        ("too unsure", 4, 200, 0.4),
        ("about right", 2, 300, 1.0),
    ]:
        logits = rng.normal(size=(posts, labels)) * 1.5
        chances = np.exp(logits) / np.exp(logits).sum(1, keepdims=True)
        gold = np.array([rng.choice(labels, p=p) for p in chances])
        said = np.exp(logits * sharpness)
        said = (said / said.sum(1, keepdims=True)).astype(np.float32)

        def loss(temperature):
            scaled = np.log(said.astype(float)) / temperature
            scaled -= np.log(np.exp(scaled).sum(1, keepdims=True))
            return -scaled[np.arange(posts), gold].sum()

        fitted = minimize_scalar(loss, bounds=(0.05, 20), method="bounded", options={"xatol": 1e-10}).x
        sure, best = said.max(1).astype(float), said.argmax(1)
        edges = np.linspace(0, 1, 16)
        error = 0.0
        for low, high in zip(edges[:-1], edges[1:]):
            inside = (sure > low) & (sure <= high)
            if inside.any():
                error += inside.mean() * abs((best == gold)[inside].mean() - sure[inside].mean())
        yield {
            "name": name,
            "probabilities": [[round(float(p), 9) for p in row] for row in said],
            "gold": gold.tolist(),
            "temperature": float(fitted),
            "expectedError": float(error),
        }


print(
    json.dumps(
        {"singleLabel": list(single_label()), "multiLabel": list(multi_label()), "rouge": list(rouge()), "calibration": list(calibration())},
        ensure_ascii=False,
    )
)
