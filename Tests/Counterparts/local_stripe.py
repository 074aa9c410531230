"""localstripe and `skald serve` in a network of their own: localstripe listens on every address there is.

usage: local_stripe.py SKALD CONFIG INVOICE CENTS, within `unshare --net`; secrets come with the environment.

One card is declined, another one pays; each event is delivered twice, as two webhooks have the same address. Says on
its output how often each was taken.
"""
import fcntl
import json
import os
import socket
import struct
import subprocess
import sys
import threading
import time
import urllib.parse
import urllib.request

STRIPE = "http://127.0.0.1:8420"
PATIENCE = 240


def raise_loopback():
    """The only interface of a new network is down."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        request = struct.pack("16sh", b"lo", 1)  # IFF_UP
        fcntl.ioctl(any_socket, 0x8914, request)  # SIOCSIFFLAGS


def lines_of(process):
    """What it says, as it comes."""
    said = []

    def read():
        for line in process.stderr:
            said.append(line.rstrip())

    threading.Thread(target=read, daemon=True).start()
    return said


def until(what, found):
    for _ in range(PATIENCE * 10):
        value = found()
        if value:
            return value
        time.sleep(0.1)
    raise SystemExit("gave up waiting for " + what)


def post(path, fields):
    data = urllib.parse.urlencode(fields).encode()
    request = urllib.request.Request(STRIPE + path, data, {"Authorization": "Bearer sk_test_1"})
    with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
        body = answer.read()
        return json.loads(body) if body else {}


def is_up():
    try:
        with socket.create_connection(("127.0.0.1", 8420), timeout=1):
            return True
    except OSError:
        return False


def pay(number, invoice, cents):
    card = {"type": "card", "card[number]": number, "card[exp_month]": 12, "card[exp_year]": 2040, "card[cvc]": 123}
    method = post("/v1/payment_methods", card)["id"]
    intent = {"amount": cents, "currency": "eur", "payment_method": method, "metadata[invoice]": invoice}
    number = post("/v1/payment_intents", intent)["id"]
    try:
        post("/v1/payment_intents/%s/confirm" % number, {})
    except urllib.error.HTTPError as error:
        if error.code != 402:  # the card is declined
            raise


def main():
    skald, config, invoice, cents = sys.argv[1:]
    raise_loopback()
    text = dict(stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True)
    serve = subprocess.Popen([skald, "serve", "--listen", "127.0.0.1:0", "--config", config], **text)
    command = [sys.executable, "-u", "-m", "localstripe", "--from-scratch"]
    stripe = subprocess.Popen(command, cwd=os.path.dirname(config), **text)
    try:
        heard, delivered = lines_of(serve), lines_of(stripe)
        address = until("skald serve", lambda: [line for line in heard if "hears events on " in line])
        until("localstripe", is_up)
        hook = {"url": address[0].split()[-1] + "/hooks/stripe", "secret": os.environ["HOOK"]}
        for name in ("one", "two"):
            post("/_config/webhooks/" + name, hook)
        counts = {}
        for card, event in (("4000000000000341", "payment_failed"), ("4242424242424242", "succeeded")):
            pay(card, invoice, cents)
            said = 'webhook "payment_intent.%s" successfully delivered' % event

            def taken():
                counts[event] = sum(said in line for line in delivered)
                return counts[event] >= 2

            until(said + ", after " + "; ".join(delivered[-3:]), taken)
        print(json.dumps(counts))
    finally:
        serve.terminate()
        # Whoever runs the tests may have blocked the signal that it would heed.
        stripe.kill()
        for process in (serve, stripe):
            process.wait(PATIENCE)


main()
