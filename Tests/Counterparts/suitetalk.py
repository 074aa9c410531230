"""Two clients that others wrote, zeep and netsuitesdk, speak to our SuiteTalk at the address that is given.

Prints one line for each step that went as it must; the first that does not ends the run with an error.
"""

import base64
import hashlib
import hmac
import logging
import sys
import time
import uuid
from decimal import Decimal

import zeep
from zeep.exceptions import Fault

ADDRESS, ACCOUNT, KEY, SECRET, TOKEN, TOKEN_SECRET = sys.argv[1:7]
WSDL = ADDRESS + "?wsdl"
CORE = "urn:core_2025_2.platform.webservices.netsuite.com"
MESSAGES = "urn:messages_2025_2.platform.webservices.netsuite.com"
RELATIONSHIPS = "urn:relationships_2025_2.lists.webservices.netsuite.com"
SALES = "urn:sales_2025_2.transactions.webservices.netsuite.com"
CUSTOMERS = "urn:customers_2025_2.transactions.webservices.netsuite.com"
GENERAL = "urn:general_2025_2.transactions.webservices.netsuite.com"


def check(name, fact):
    if not fact:
        raise SystemExit(f"not as it must be: {name}")
    print(name)


class Zeep:
    """Builds every message from our WSDL alone."""

    def __init__(self):
        self.client = zeep.Client(WSDL)

    def type(self, namespace, name):
        return self.client.get_type(f"{{{namespace}}}{name}")

    def passport(self, secret=SECRET):
        nonce, stamp = uuid.uuid4().hex, str(int(time.time()))
        base = "&".join([ACCOUNT, KEY, TOKEN, nonce, stamp])
        code = hmac.new(f"{secret}&{TOKEN_SECRET}".encode(), base.encode(), hashlib.sha256)
        signature = self.type(CORE, "TokenPassportSignature")(
            base64.b64encode(code.digest()).decode(), algorithm="HMAC-SHA256"
        )
        return self.type(CORE, "TokenPassport")(
            account=ACCOUNT, consumerKey=KEY, token=TOKEN, nonce=nonce, timestamp=int(stamp), signature=signature
        )

    def call(self, operation, secret=SECRET, **arguments):
        return self.client.service[operation](**arguments, _soapheaders={"tokenPassport": self.passport(secret)}).body

    def upsert(self, record):
        return self.call("upsert", record=record).writeResponse

    def reference(self, kind, external):
        return self.type(CORE, "RecordRef")(type=kind, externalId=external)

    def run(self):
        operations = sorted(self.client.wsdl.services["NetSuiteService"].ports["NetSuitePort"].binding._operations)
        check("zeep loads", operations == ["delete", "get", "getIntegrationGovernanceInfo", "upsert"])
        ref = self.type(CORE, "RecordRef")
        customer = self.type(RELATIONSHIPS, "Customer")(
            externalId="ACME-001", companyName="Acme & Söhne", subsidiary=ref(internalId="1")
        )
        answer = self.upsert(customer)
        check("zeep upserts a customer", answer.status.isSuccess and answer.baseRef.externalId == "ACME-001")
        line = self.type(SALES, "InvoiceItem")(
            item=ref(internalId="501"), amount=Decimal("100.00"), quantity=1, tax1Amt=Decimal("19.00")
        )
        invoice = self.type(SALES, "Invoice")(
            externalId="INV-1",
            entity=self.reference("customer", "ACME-001"),
            tranDate="2026-11-21T00:00:00",
            itemList=self.type(SALES, "InvoiceItemList")(item=[line]),
        )
        posted = self.upsert(invoice)
        check("zeep upserts an invoice", posted.status.isSuccess)
        check("zeep upserts it again", self.upsert(invoice).baseRef.internalId == posted.baseRef.internalId)
        read = self.call("get", baseRef=self.reference("invoice", "INV-1")).readResponse.record
        check("zeep reads the invoice", (read.total, read.itemList.item[0].amount) == (Decimal("119.00"), Decimal("100.00")))
        self.credit(ref, posted.baseRef.internalId)
        refused = self.call("delete", baseRef=self.reference("invoice", "INV-1")).writeResponse.status
        check("zeep is refused", refused.statusDetail[0].code == "CANT_DELETE_TRANS")
        for kind, external in [("creditMemo", "CR-1"), ("invoice", "INV-1")]:
            answer = self.call("delete", baseRef=self.reference(kind, external)).writeResponse
            check(f"zeep deletes the {kind}", answer.status.isSuccess)
        limit = self.call("getIntegrationGovernanceInfo").getIntegrationGovernanceInfoResult
        check("zeep reads the limit", limit.integrationConcurrencyLimit > 0)
        try:
            self.call("get", secret="wrong", baseRef=self.reference("invoice", "INV-1"))
            raise SystemExit("a wrong signature was believed")
        except Fault as fault:
            check("zeep meets a fault", fault.code.endswith("Server.userException") and "login" in fault.message)

    def credit(self, ref, invoice):
        line = self.type(CUSTOMERS, "CreditMemoItem")(
            item=ref(internalId="501"), amount=Decimal("10.00"), tax1Amt=Decimal("1.90")
        )
        apply = self.type(CUSTOMERS, "CreditMemoApply")(apply=True, doc=int(invoice), amount=Decimal("11.90"))
        memo = self.type(CUSTOMERS, "CreditMemo")(
            externalId="CR-1",
            entity=self.reference("customer", "ACME-001"),
            tranDate="2026-11-21T00:00:00",
            itemList=self.type(CUSTOMERS, "CreditMemoItemList")(item=[line]),
            applyList=self.type(CUSTOMERS, "CreditMemoApplyList")(apply=[apply]),
        )
        check("zeep applies a credit", self.upsert(memo).status.isSuccess)
        read = self.call("get", baseRef=self.reference("creditMemo", "CR-1")).readResponse.record
        check("zeep reads the credit", (read.applied, read.unapplied) == (Decimal("11.90"), Decimal("0.00")))


def sdk():
    """The SDK knows the vendor's addresses, and the vendor's numbering of namespaces; both are told ours."""
    import netsuitesdk.internal.client as module
    from netsuitesdk.api.journal_entries import JournalEntries
    from netsuitesdk.internal.exceptions import NetSuiteRequestError

    logging.disable(logging.WARNING)
    ours = {"ns0": CORE, "ns4": MESSAGES, "ns13": RELATIONSHIPS, "ns19": SALES, "ns23": CUSTOMERS, "ns31": GENERAL}

    class Numbered(zeep.Client):
        def __init__(self, wsdl, transport=None):
            super().__init__(wsdl, transport=transport)
            for number in range(40):
                self.set_ns_prefix(f"ns{number}", ours.get(f"ns{number}", CORE))

    module.Client = Numbered
    module.NetSuiteClient.WSDL_URL_TEMPLATE = WSDL
    module.NetSuiteClient.DATACENTER_URL_TEMPLATE = ADDRESS
    client = module.NetSuiteClient(account=ACCOUNT, caching=False, wsdl_version="2025_2")
    client.connect_tba(consumer_key=KEY, consumer_secret=SECRET, token_key=TOKEN, token_secret=TOKEN_SECRET)
    check("netsuitesdk loads", client.get_complex_type("Invoice") is not None)
    customer = client.Customer(externalId="ACME-002", companyName="Acme")
    check("netsuitesdk upserts", client.upsert(record=customer)["externalId"] == "ACME-002")
    read = client.get("Customer", externalId="ACME-002")
    check("netsuitesdk reads", read.companyName == "Acme")
    entry = {
        "externalId": "JE-1",
        "memo": "October",
        "tranDate": "2026-11-21T00:00:00",
        "tranId": None,
        "class": None,
        "currency": None,
        "department": None,
        "location": None,
        "toSubsidiary": None,
        "subsidiary": {"internalId": "1"},
        "lineList": [
            {"account": client.RecordRef(internalId="802"), "debit": 104.17},
            {"account": client.RecordRef(internalId="803"), "credit": 104.17},
        ],
    }
    check("netsuitesdk posts a journal entry", journal(JournalEntries, client, entry))
    try:
        entry["externalId"], entry["lineList"][1]["credit"] = "JE-2", 104.16
        journal(JournalEntries, client, entry)
        raise SystemExit("an entry that does not balance was posted")
    except NetSuiteRequestError as error:
        check("netsuitesdk is refused", error.code == "USER_ERROR")
    client.delete("Customer", externalId="ACME-002")
    try:
        client.get("Customer", externalId="ACME-002")
        raise SystemExit("a deleted customer was read")
    except NetSuiteRequestError as error:
        check("netsuitesdk deletes", error.code == "RCRD_DSNT_EXIST")


def journal(api, client, entry):
    """Its own API class, which sets only the fields that our schema has."""
    entries = api(client)
    entries.SIMPLE_FIELDS = ["memo", "tranDate"]
    entries.RECORD_REF_FIELDS = ["currency", "subsidiary"]
    return entries.post(entry)["externalId"] == entry["externalId"]


Zeep().run()
sdk()
