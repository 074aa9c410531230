import XML

/// The order in which the gateway's older functions want their elements; any other is refused before it is looked at.
enum IntacctGrammar {
    static func check(_ element: XMLElement) throws(IntacctError) {
        if let order = self.orders[element.name.local] {
            var rest = order[...]
            for child in element.children {
                guard let place = rest.firstIndex(of: child.name.local) else {
                    throw .notValid("\(child.name) is not expected there in \(element.name.local)")
                }
                // An element may be repeated: what may not is found where it is read.
                rest = rest[place...]
            }
        }
        for child in element.children { try self.check(child) }
    }

    private static let orders: [String: [String]] = [
        "control": "senderid password controlid uniqueid dtdversion policyid includewhitespace",
        "create_sotransaction": """
        transactiontype datecreated dateposted createdfrom customerid documentno origdocdate referenceno termname \
        datedue message shippingmethod shipto billto supdocid externalid basecurr currency exchratedate exchratetype \
        exchrate vsoepricelist customfields state projectid sotransitems subtotals
        """,
        "update_sotransaction": """
        datecreated dateposted referenceno termname datedue origdocdate message shippingmethod shipto billto supdocid \
        basecurr currency exchratedate exchratetype exchrate vsoepricelist customfields state projectid \
        updatesotransitems updatesubtotals
        """,
        "sotransitem": """
        bundlenumber itemid itemdesc taxable warehouseid quantity unit discountpercent price discsurchargememo \
        locationid departmentid memo itemdetails customfields revrectemplate revrecstartdate revrecenddate \
        renewalmacro projectid customerid vendorid employeeid classid contractid fulfillmentstatus taskno \
        billingtemplate
        """,
        "create_invoice": """
        customerid datecreated dateposted datedue termname action batchkey invoiceno ponumber onhold description \
        externalid billto shipto basecurr currency exchratedate exchratetype exchrate nogl supdocid taxsolutionid \
        customfields invoiceitems
        """,
        "create_aradjustment": """
        customerid datecreated dateposted batchkey adjustmentno action invoiceno description externalid basecurr \
        currency exchratedate exchratetype exchrate nogl taxsolutionid aradjustmentitems
        """,
        "lineitem": """
        glaccountno accountlabel offsetglaccountno amount allocationid memo locationid departmentid key totalpaid \
        totaldue customfields revrectemplate defrevaccount revrecstartdate revrecenddate projectid taskid costtypeid \
        customerid vendorid employeeid itemid classid contractid warehouseid totaltrxamount taxentries
        """,
        "taxentry": "detailid trx_tax",
        "create_arpayment": """
        customerid paymentamount batchkey translatedamount undepfundsacct bankaccountid refid overpaylocid \
        overpaydeptid datereceived paymentmethod basecurr currency exchratedate exchratetype exchrate cctype authcode \
        arpaymentitem onlinecardpayment onlineachpayment
        """,
        "arpaymentitem": "invoicekey amount",
        "reverse_invoice": "datereversed description",
        "reverse_arpayment": "datereversed description",
        "datecreated": "year month day",
        "datedue": "year month day",
        "datereceived": "year month day",
        "datereversed": "year month day",
    ].mapValues { $0.split(whereSeparator: \.isWhitespace).map(String.init) }
}
