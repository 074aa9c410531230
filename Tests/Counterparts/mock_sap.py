"""mock-sap with what a test needs around it.

It says on its first line of output where it listens, ends when its standard input does (so that it never
outlives the test that started it), and can lose an answer after the work is done:

    POST /_test/drop   {"match": "regular expression on the path", "count": 1}

It also tells everything that is in its books at once, for tests that look often:

    GET  /_test/books, or only what is under one reference and what reverses it:
                        /_test/books?reference=INV-1

One thing is added to its books: a receivable is found by the reference that it was posted under, as the
statement processing of a SAP system finds it; mock-sap by itself finds only what it billed itself.
"""
import argparse
import json
import re
import sys
import threading
import urllib.parse

from mocksap import server

FOUND_BY_REFERENCE = """
CREATE TRIGGER IF NOT EXISTS receivable_is_found_by_its_reference
AFTER INSERT ON "A_JournalEntry" WHEN NEW."AccountingDocumentType" = 'DR'
BEGIN
  INSERT INTO "A_BillingDocument" ("BillingDocument", "AccountingDocument")
  VALUES (NEW."ReferenceDocument", NEW."AccountingDocument");
END
"""


INDICES = [
    'CREATE INDEX IF NOT EXISTS by_reference ON "A_JournalEntry" ("ReferenceDocument")',
    'CREATE INDEX IF NOT EXISTS by_document ON "A_JournalEntryItem" ("AccountingDocument")',
    'CREATE INDEX IF NOT EXISTS by_clearing ON "A_JournalEntryItem" ("ClearingAccountingDocument")',
    'CREATE INDEX IF NOT EXISTS by_order ON "A_SalesOrder" ("PurchaseOrderByCustomer")',
]

BOOKS = {
    "entries": """
        SELECT e."AccountingDocumentType", e."ReferenceDocument", i."AmountInTransactionCurrency",
               e."AccountingDocument" IN (SELECT "ClearingAccountingDocument" FROM "A_JournalEntryItem"
                                          WHERE "ClearingAccountingDocument" <> "AccountingDocument")
        FROM "A_JournalEntry" e JOIN "A_JournalEntryItem" i USING ("AccountingDocument", "CompanyCode", "FiscalYear")
        WHERE i."DebitCreditCode" = 'S'
          AND (:reference = '' OR e."ReferenceDocument" IN (:reference, :reference || '-R')) GROUP BY "AccountingDocument", "CompanyCode", "FiscalYear"
    """,
    "items": """
        SELECT o."PurchaseOrderByCustomer", i."SalesOrderItem", i."NetAmount"
        FROM "A_SalesOrder" o JOIN "A_SalesOrderItem" i USING ("SalesOrder")
        WHERE :reference = '' OR o."PurchaseOrderByCustomer" = :reference
    """,
}


class Losing:
    """Which answers get lost: each that matches, until the count is spent."""

    def __init__(self):
        self.rules = []

    def takes(self, path):
        for rule in self.rules:
            if re.search(rule["match"], path):
                rule["count"] -= 1
                if rule["count"] <= 0:
                    self.rules.remove(rule)
                return True
        return False


def losing_answers(handler):
    losing = Losing()

    class Handler(handler):
        # Head and body leave apart; without this each answer waits for an acknowledgement, some forty milliseconds.
        disable_nagle_algorithm = True

        def _route(self, method, path, query, headers, body):
            if path == "/_test/drop":
                losing.rules.append(json.loads(body))
                return server.Response(body={"rules": len(losing.rules)})
            if path == "/_test/books":
                named = {"reference": urllib.parse.parse_qs(query).get("reference", [""])[0]}
                with self.mock.lock:
                    books = {name: [[str(value) for value in row] for row in self.mock.conn.execute(book, named)]
                             for name, book in BOOKS.items()}
                return server.Response(body=books)
            return super()._route(method, path, query, headers, body)

        def _send(self, response, head_only=False):
            if losing.takes(self.path):
                self.close_connection = True
                return
            super()._send(response, head_only)

    return Handler


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--auth", default=None, metavar="USER:PASSWORD")
    parser.add_argument("--as-it-is", action="store_true", help="do not find receivables by their reference")
    arguments = parser.parse_args()
    # Without the token of its OData services, which no SOAP service of SAP asks for.
    config = server.Config(port=arguments.port, basic_auth=arguments.auth, csrf=False, quiet=True, log_requests=False)
    httpd = server.make_server(config)
    httpd.RequestHandlerClass = losing_answers(httpd.RequestHandlerClass)
    for index in INDICES:
        httpd.mock.conn.execute(index)
    if not arguments.as_it_is:
        httpd.mock.conn.execute(FOUND_BY_REFERENCE)
        httpd.mock.conn.commit()
    threading.Thread(target=httpd.serve_forever, daemon=True).start()
    print("http://127.0.0.1:%d" % httpd.server_address[1], flush=True)
    sys.stdin.read()


if __name__ == "__main__":
    main()
