import Testing

@testable import Adapters

@Suite("Outbound messages of Salesforce")
struct OutboundMessageTests {
    private static let good = """
        <soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"
          xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><soapenv:Body>
        <notifications xmlns="http://soap.sforce.com/2005/09/outbound">
          <OrganizationId>00D24000000abcd</OrganizationId><ActionId>04k01</ActionId><SessionId xsi:nil="true"/>
          <Notification><Id>04l01</Id>
            <sObject xsi:type="sf:Case" xmlns:sf="urn:sobject.enterprise.soap.sforce.com">
              <sf:Id>5001</sf:Id><sf:Subject>Seats &amp; more</sf:Subject><sf:Invoice__c xsi:nil="true"/>
            </sObject>
          </Notification>
        </notifications></soapenv:Body></soapenv:Envelope>
        """

    private func refusal(_ text: String) -> String? {
        do throws(OutboundMessage.Refusal) {
            _ = try OutboundMessage(Array(text.utf8))
            return nil
        } catch {
            return error.description
        }
    }

    @Test func `are read with the fields that have a value`() throws {
        let message = try OutboundMessage(Array(Self.good.utf8))
        #expect(message.organization == "00D24000000abcd")
        #expect(message.notifications.map(\.id) == ["04l01"])
        #expect(message.notifications.map(\.object) == ["Case"])
        #expect(message.notifications.first?.fields == ["Id": "5001", "Subject": "Seats & more"])
    }

    @Test(arguments: [
        ("00D24000000abcd", true), ("00D24000000abcdEAA", true), ("00D24000000abce", false), ("00D2", false),
        ("", false),
    ])
    func `are of the organisation that they name, in its short or its long form`(_ id: String, _ isTheirs: Bool) throws
    {
        #expect(try OutboundMessage(Array(Self.good.utf8)).isFrom(id) == isTheirs)
    }

    @Test(arguments: [
        ("<OrganizationId>00D24000000abcd</OrganizationId>", "", "needs one OrganizationId; it has 0"),
        ("<ActionId>", "<OrganizationId>00D9</OrganizationId><ActionId>", "needs one OrganizationId; it has 2"),
        ("<Id>04l01</Id>", "", "Notification needs one Id"),
        (" xsi:type=\"sf:Case\"", "", "does not say what kind of record"),
        ("<sf:Id>5001</sf:Id>", "<sf:Id>5001</sf:Id><sf:Id>5002</sf:Id>", "has Id twice"),
        ("/2005/09/outbound", "/2005/09/other", "notifications"),
    ])
    func `are refused where they can be read in two ways`(_ good: String, _ bad: String, _ reason: String) {
        #expect(Self.good.contains(good))
        let refusal = self.refusal(Self.good.replacing(good, with: bad))
        #expect(refusal?.contains(reason) == true, "\(refusal ?? "taken")")
    }

    @Test func `have a document type refused, and one answer that a reader finds`() throws {
        let hostile = "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/hostname\">]>" + Self.good
        #expect(self.refusal(hostile) != nil)
        let answer = String(decoding: OutboundMessage.acknowledgement(true), as: UTF8.self)
        #expect(answer.contains("notificationsResponse"))
        #expect(answer.contains(">true</"))
        #expect(String(decoding: OutboundMessage.acknowledgement(false), as: UTF8.self).contains(">false</"))
    }
}
