"""Calls the sandbox's gateway with somebody else's client: sageintacctsdk.

Usage: intacct.py URL SENDER_ID SENDER_PASSWORD COMPANY USER USER_PASSWORD
Prints one line for each thing that it did and saw.
"""

import sys

from sageintacctsdk import SageIntacctSDK
from sageintacctsdk.apis import api_base
from sageintacctsdk.exceptions import InvalidTokenError, WrongParamsError

url, sender_id, sender_password, company, user, user_password = sys.argv[1:]

# The client has the vendor's address built in, as an attribute that its constructor sets.
begin = api_base.ApiBase.__init__


def at_the_sandbox(self, *arguments, **options):
    begin(self, *arguments, **options)
    self._ApiBase__api_url = url


api_base.ApiBase.__init__ = at_the_sandbox


def connect(password):
    return SageIntacctSDK(
        sender_id=sender_id,
        sender_password=sender_password,
        user_id=user,
        company_id=company,
        user_password=password,
    )


def date(day):
    return {"year": "2026", "month": "11", "day": day}


try:
    connect("wrong")
    print("signed in with a wrong password")
except InvalidTokenError as error:
    print("refused", error.response["error"]["errorno"])

client = connect(user_password)
customer = client.customers.post({"CUSTOMERID": "PY-1", "NAME": "Python GmbH & Söhne"})
print("created", customer["data"]["customer"]["CUSTOMERID"])
try:
    client.customers.post({"CUSTOMERID": "PY-1", "NAME": "again"})
    print("created twice")
except WrongParamsError as error:
    print("refused", error.response["error"][0]["errorno"])

found = client.customers.get("CUSTOMERID", "PY-1")
print("found", found["@count"], found["customer"]["NAME"])
print("listed", client.customers.count(field=None, value=None))

order = client.order_entry_transactions.post(
    {
        "transactiontype": "Sales Order",
        "datecreated": date("21"),
        "customerid": "PY-1",
        "documentno": "PY-Q-1",
        "termname": "net-30",
        "sotransitems": {"sotransitem": {"itemid": "SEAT", "quantity": "2", "price": "10.00"}},
    }
)
print("created", order["key"])

line = {
    "glaccountno": "4000",
    "amount": "100.00",
    "locationid": "northwind-de",
    "itemid": "SEAT",
    "taxentries": {"taxentry": {"detailid": "DE-19", "trx_tax": "19.00"}},
}
invoice = client.ar_invoices.post(
    {
        "customerid": "PY-1",
        "datecreated": date("21"),
        "termname": "net-30",
        "invoiceno": "PY-INV-1",
        "invoiceitems": {"lineitem": line},
    }
)
seen = client.ar_invoices.get("RECORDID", "PY-INV-1")["arinvoice"]
print("created", seen["RECORDID"], seen["STATE"], seen["TRX_TOTALDUE"], seen["RECORDNO"] == invoice["key"])

payment = client.ar_payments.format_and_send_request(
    {
        "create_arpayment": {
            "customerid": "PY-1",
            "paymentamount": "119.00",
            "bankaccountid": "BANK",
            "refid": "PY-PAY-1",
            "datereceived": date("21"),
            "paymentmethod": "EFT",
            "arpaymentitem": {"invoicekey": invoice["key"], "amount": "119.00"},
        }
    }
)
print("paid", client.ar_invoices.get("RECORDID", "PY-INV-1")["arinvoice"]["STATE"])
for name, key in (("reverse_arpayment", payment["key"]), ("reverse_invoice", invoice["key"])):
    client.ar_payments.format_and_send_request({name: {"@key": key, "datereversed": date("21")}})
print("reversed", client.ar_invoices.get("RECORDID", "PY-INV-1")["arinvoice"]["STATE"])
try:
    client.ar_invoices.post({"customerid": "PY-1", "invoiceno": "X", "datecreated": date("21")})
    print("took elements in the wrong order")
except WrongParamsError as error:
    print("refused", error.response["error"][0]["errorno"])
client.order_entry_transactions.format_and_send_request({"delete_sotransaction": {"@key": order["key"]}})
print("deleted", client.order_entry_transactions.get("DOCID", order["key"])["@count"])
