"""Label Studio as Qalam's peer: makes real exports of it, and lets it take what Qalam exported.

Runs against a Label Studio on this machine (pip install label-studio==1.23.2; it needs nothing else):

    LABEL_STUDIO_ENABLE_LEGACY_API_TOKEN=true COLLECT_ANALYTICS=false \\
      label-studio start --no-browser --port 8190 --internal-host 127.0.0.1 \\
      --username one@example.org --password 'Labels-2026' --user-token "$TOKEN"

    python3 bench/labelstudio/peer.py make http://127.0.0.1:8190 "$TOKEN" ejb/src/test/resources
    python3 bench/labelstudio/peer.py take http://127.0.0.1:8190 "$TOKEN" exported.json

"make" writes the two exports that ejb/src/test/resources has, of posts written for it. "take" gives a file that
Qalam exported to a new project, exports that again, and fails where a text, label, skip, ground truth, time or
prediction is another. Label Studio sets created_at anew, and knows nobody by a name that is no address.
"""

import json
import sys
import time
import urllib.error
import urllib.request

ANNOTATORS = ("one@example.org", "two@example.org")

POSTS = [  # text, data beside it, (annotator, choice or None for a skip, seconds, ground truth) …, (model, score, choice) …
    ("الخدمة ممتازة والتوصيل سريع 😍", {}, [(0, "positive", 4.288, False), (1, "positive", 3.9, False)], [("baseline-v2", 0.41, "neutral")]),
    ('सामान टूटा हुआ आया ["बहुत" {बुरा}]', {"id": "r-7", "lang": "hi"}, [(0, "negative", 7.02, False)], []),
    ("Not looked at yet", {}, [], [("baseline-v2", 0.93, "neutral"), ("rules", 0.5, "negative")]),
    ("تخطّاه المصنِّف", {}, [(1, None, 1.1, False)], []),
    ("اختلفا عليه: حسن \u2067(good)\u2069 أم لا؟", {}, [(0, "positive", 2.5, False), (1, "negative", 6.25, False)], []),
    ("डिलीवरी ठीक-ठाक रही #delivery @shop", {"lang": "hi"}, [(0, "positive", 3.0, False), (1, "neutral", 9.5, True)], [("baseline-v2", 0.6, "positive")]),
]


class Peer:
    def __init__(self, url, token):
        self.url, self.token = url, token

    def call(self, method, path, body=None):
        data = None if body is None else json.dumps(body).encode()
        headers = {"Authorization": "Token " + self.token, "Content-Type": "application/json"}
        request = urllib.request.Request(self.url + path, data, headers, method=method)
        try:
            with urllib.request.urlopen(request) as answer:
                return json.loads(answer.read() or b"null")
        except urllib.error.HTTPError as error:
            sys.exit(f"{method} {path}: {error.code} {error.read().decode()}")

    def project(self, title, control, labels, several):
        choices = "".join(f'<Choice value="{label}"/>' for label in labels)
        how = ' choice="multiple"' if several else ""
        config = f'<View><Text name="text" value="$text"/><Choices name="{control}" toName="text"{how}>{choices}</Choices></View>'
        return self.call("POST", "/api/projects", {"title": title, "label_config": config})["id"]

    def second(self):
        known = {user["email"]: user["id"] for user in self.call("GET", "/api/users")}
        if ANNOTATORS[1] not in known:
            known[ANNOTATORS[1]] = self.call("POST", "/api/users", {"email": ANNOTATORS[1], "username": "two"})["id"]
        return [known[email] for email in ANNOTATORS]

    def tasks(self, project):
        return self.call("GET", f"/api/projects/{project}/export?exportType=JSON&download_all_tasks=true")

    def snapshot(self, project):
        asked = {"title": "whole", "serialization_options": {"predictions": {"only_id": False}}}
        made = self.call("POST", f"/api/projects/{project}/exports", asked)["id"]
        while self.call("GET", f"/api/projects/{project}/exports/{made}")["status"] != "completed":
            time.sleep(0.2)
        return self.call("GET", f"/api/projects/{project}/exports/{made}/download?exportType=JSON")


def chosen(label, control="sentiment"):
    return [{"from_name": control, "to_name": "text", "type": "choices", "value": {"choices": [label]}}]


def make(peer, folder):
    people = peer.second()
    project = peer.project("Made for Qalam", "sentiment", ["positive", "negative", "neutral"], False)
    for text, data, annotations, predictions in POSTS:
        peer.call("POST", f"/api/projects/{project}/import", [{
            "data": {"text": text} | data,
            "predictions": [{"model_version": m, "score": s, "result": chosen(label)} for m, s, label in predictions]}])
    for task, (_, _, annotations, predictions) in zip(peer.tasks(project), POSTS):
        for who, label, seconds, truth in annotations:
            given = {"result": [] if label is None else chosen(label), "was_cancelled": label is None,
                     "lead_time": seconds, "ground_truth": truth, "completed_by": people[who]}
            peer.call("POST", f"/api/tasks/{task['id']}/annotations", given)
    version = peer.call("GET", "/api/version")["release"]
    for name, tasks in (("json", peer.tasks(project)), ("snapshot", peer.snapshot(project))):
        with open(f"{folder}/label-studio-{version}-{name}.json", "w", encoding="utf-8") as out:
            json.dump(tasks, out, ensure_ascii=False, indent=1)
            out.write("\n")


def said(task):
    """What a round must keep of a task."""
    def one(given):
        return [sorted(result["value"]["choices"]) for result in given["result"]]
    annotations = [(one(a), a["was_cancelled"], a["ground_truth"], a.get("lead_time")) for a in task["annotations"]]
    predictions = [(one(p), p.get("model_version"), p.get("score")) for p in task["predictions"]]
    return task["data"], sorted(map(repr, annotations)), sorted(map(repr, predictions))


def take(peer, file):
    with open(file, encoding="utf-8") as source:
        given = json.load(source)
    every = [a for task in given for a in task["annotations"] + task["predictions"]]
    labels = sorted({label for a in every for result in a["result"] for label in result["value"]["choices"]})
    several = any(len(result["value"]["choices"]) > 1 for a in every for result in a["result"])
    project = peer.project("Taken from Qalam", "label", labels, several)
    peer.call("POST", f"/api/projects/{project}/import", given)
    came = peer.snapshot(project)
    differing = [(a, b) for a, b in zip(map(said, given), map(said, came)) if a != b]
    if len(came) != len(given) or differing:
        sys.exit(f"{len(given)} tasks given, {len(came)} came back; differing: {differing[:3]}")
    print(f"{len(given)} tasks, {sum(len(t['annotations']) for t in given)} annotations and "
          f"{sum(len(t['predictions']) for t in given)} predictions taken and given back as they were")


if __name__ == "__main__":
    deed, url, token, where = sys.argv[1:]
    {"make": make, "take": take}[deed](Peer(url, token), where)
