#!/usr/bin/env python3
"""Posts sample paths as Lag-Llama returns them: forecast.samples, one row per sample, one column per step.

Write them with json.dump(forecast.samples.tolist(), file) and run

    TANDEM_WEBHOOK_SECRET=whsec_... python3 lag_llama_paths.py samples.json --price 42000 --step 3600 --target 0.02 --stop 0.01

With a target and a stop the confidence is the share of paths that reach the target first, which no quantile can tell.
Needs nothing but Python 3.9.
"""
import argparse
import base64
import datetime
import hashlib
import hmac
import json
import os
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


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--url", default="http://127.0.0.1:8080/v1/forecasts")
    parser.add_argument("--instrument", default="BTC/USD")
    parser.add_argument("file", help="the samples as JSON: a list of lists")
    parser.add_argument("--price", type=float, required=True, help="the last price that the model saw")
    parser.add_argument("--step", type=int, required=True, help="seconds per step")
    parser.add_argument("--target", help="where a trade wins, as a fraction of the price")
    parser.add_argument("--stop", help="where a trade loses, as a fraction of the price")
    parser.add_argument("--made", help="when it was made, ISO-8601 (default: now)")
    given = parser.parse_args()
    made = given.made or datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="seconds").replace("+00:00", "Z")
    with open(given.file, encoding="utf-8") as file:
        paths = json.load(file)
    message = {
        "schema": "tandem.forecast/1",
        "id": str(uuid.uuid4()),
        "agent": "lag-llama",
        "instrument": given.instrument,
        "made": made,
        "horizon": f"{given.step * len(paths[0])}s",
        "price": given.price,
        "paths": paths,
    }
    if given.target and given.stop:
        message["target"] = given.target
        message["stop"] = given.stop
    print(json.dumps(post(given.url, message)))


if __name__ == "__main__":
    main()
