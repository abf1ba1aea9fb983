#!/usr/bin/env python3
"""Posts a forecast as TimeCopilot returns it: one row per step, one column per quantile.

TimeCopilot's forecast is a data frame with the columns unique_id, ds, MODEL and MODEL-q-10, MODEL-q-20, ... Write it with
frame.to_csv("forecast.csv", index=False) and run

    TANDEM_WEBHOOK_SECRET=whsec_... python3 timecopilot_forecast.py forecast.csv --model Chronos --price 42000

Needs nothing but Python 3.9.
"""
import argparse
import base64
import csv
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


def forecast(rows: list, model: str, price: float, made: datetime.datetime, instrument: str) -> dict:
    """The last row is the horizon; its quantiles are what is posted."""
    last = rows[-1]
    prefix = model + "-q-"
    quantiles = {
        f"{int(column[len(prefix):]) / 100:g}": float(last[column]) for column in last if column.startswith(prefix)
    }
    if len(quantiles) < 2:
        sys.exit(f"the forecast has no columns {prefix}10, {prefix}20, ...; it has {', '.join(last)}")
    # Quantiles that were learned one by one may cross: putting them in order is what mends that.
    levels = sorted(quantiles, key=float)
    values = sorted(quantiles.values())
    until = datetime.datetime.fromisoformat(last["ds"].replace("Z", "+00:00"))
    until = until if until.tzinfo else until.replace(tzinfo=datetime.timezone.utc)
    return {
        "schema": "tandem.forecast/1",
        "id": str(uuid.uuid4()),
        "agent": "timecopilot-" + model.lower(),
        "instrument": instrument,
        "made": made.isoformat().replace("+00:00", "Z"),
        "horizon": f"{int((until - made).total_seconds())}s",
        "price": price,
        "quantiles": dict(zip(levels, values)),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--url", default="http://127.0.0.1:8080/v1/forecasts")
    parser.add_argument("--instrument", default="BTC/USD")
    parser.add_argument("file", help="the forecast as CSV")
    parser.add_argument("--model", required=True, help="whose columns, such as Chronos")
    parser.add_argument("--price", type=float, required=True, help="the last price that the model saw")
    parser.add_argument("--made", help="when it was made, ISO-8601 (default: now)")
    given = parser.parse_args()
    made = datetime.datetime.now(datetime.timezone.utc).replace(microsecond=0)
    if given.made:
        made = datetime.datetime.fromisoformat(given.made.replace("Z", "+00:00"))
    with open(given.file, newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    print(json.dumps(post(given.url, forecast(rows, given.model, given.price, made, given.instrument))))


if __name__ == "__main__":
    main()
