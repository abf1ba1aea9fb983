#!/usr/bin/env python3
"""A panel of seven agents looks at closes and posts seven votes.

Each agent here is a rule of a few lines, so that it runs as it is; put your model, or your chain of prompts, in its place.
What matters is what each one posts: a direction and a confidence from 0 to 1. Whether that confidence is deserved is
found out by Tandem, which settles every vote, also those on which nobody traded.

    TANDEM_WEBHOOK_SECRET=whsec_... python3 panel_of_seven.py closes.txt --horizon 4h

Needs nothing but Python 3.9.
"""
import argparse
import base64
import datetime
import hashlib
import hmac
import json
import math
import os
import statistics
import sys
import time
import urllib.error
import urllib.request
import uuid


def sign(secret: str, message_id: str, timestamp: str, body: bytes) -> str:
    """The signature of Standard Webhooks: a secret that begins with whsec_ is base64, any other is text."""
    key = base64.b64decode(secret[6:]) if secret.startswith("whsec_") else secret.encode()
    signed = message_id.encode() + b"." + timestamp.encode() + b"." + body
    return "v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()


def post(url: str, message: dict) -> dict:
    """Posts one message; the same id again is the same message, so it may be tried again."""
    body = json.dumps(message, allow_nan=False).encode()
    timestamp = str(int(time.time()))
    headers = {"content-type": "application/json", "webhook-id": message["id"], "webhook-timestamp": timestamp}
    secret = os.environ.get("TANDEM_WEBHOOK_SECRET")
    if secret:
        headers["webhook-signature"] = sign(secret, message["id"], timestamp, body)
    request = urllib.request.Request(url, data=body, headers=headers, method="POST")
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            return json.load(answer)
    except urllib.error.HTTPError as refused:
        sys.exit(f"{url}: {refused.code}: {refused.read().decode(errors='replace')}")


def squash(score: float) -> float:
    """From a score without a scale to a probability; 0 is one half, and nobody is ever certain."""
    return min(0.99, max(0.01, 1 / (1 + math.exp(-score))))


def momentum(closes: list, steps: int) -> float:
    return squash(20 * math.log(closes[-1] / closes[-1 - steps]))


def reversion(closes: list, steps: int) -> float:
    spread = statistics.pstdev(closes[-steps:]) or 1.0
    return squash(-0.5 * (closes[-1] - statistics.fmean(closes[-steps:])) / spread)


def breakout(closes: list, steps: int) -> float:
    high, low = max(closes[-steps:]), min(closes[-steps:])
    return 0.65 if closes[-1] >= high else 0.35 if closes[-1] <= low else 0.5


AGENTS = {
    "sprinter": lambda closes: momentum(closes, 3),
    "runner": lambda closes: momentum(closes, 10),
    "hiker": lambda closes: momentum(closes, 20),
    "rubber-band": lambda closes: reversion(closes, 5),
    "pendulum": lambda closes: reversion(closes, 20),
    "climber": lambda closes: breakout(closes, 20),
    "skeptic": lambda closes: 0.5,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--url", default="http://127.0.0.1:8080/v1/signals")
    parser.add_argument("--instrument", default="BTC/USD")
    parser.add_argument("file", help="closes, oldest first, one per line")
    parser.add_argument("--horizon", default="4h")
    parser.add_argument("--made", help="when the votes were made, ISO-8601 (default: now)")
    given = parser.parse_args()
    made = given.made or datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="seconds").replace("+00:00", "Z")
    with open(given.file, encoding="utf-8") as file:
        closes = [float(line) for line in file if line.strip()]
    if len(closes) < 21:
        sys.exit(f"{given.file}: at least 21 closes are needed, there are {len(closes)}")
    for name, agent in AGENTS.items():
        up = agent(closes)
        message = {
            "schema": "tandem.signal/1",
            "id": f"{name}-{uuid.uuid4()}",
            "agent": name,
            "instrument": given.instrument,
            "direction": "long" if up >= 0.5 else "short",
            "confidence": round(max(up, 1 - up), 6),
            "made": made,
            "horizon": given.horizon,
        }
        print(json.dumps(post(given.url, message)))


if __name__ == "__main__":
    main()
