"""mock-bank on a port that the system chose.

It says on its first line of output where it listens, and ends when its standard input does, so that it never
outlives the test that started it.
"""
import sys
import threading

from mockbank import server


def main():
    config = server.Config(port=0, quiet=True, clock="2026-11-20T09:00")
    bank = server.make_server(config)
    host, port = bank.server_address[:2]
    print("http://%s:%d" % (host, port), flush=True)
    threading.Thread(target=bank.serve_forever, daemon=True).start()
    sys.stdin.read()
    bank.shutdown()


main()
