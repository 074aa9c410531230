internal import SOAP
internal import XML

/// An outbound message of Salesforce: up to a hundred notifications, which are acknowledged together.
///
/// A notification may come twice, and out of order; its id is how a repetition is recognised.
package struct OutboundMessage: Equatable, Sendable {
    /// What became of one record.
    package struct Notification: Equatable, Sendable {
        /// Unique, and the same at each delivery: `04l…`.
        package let id: String
        /// The kind of record: `Case`.
        package let object: String
        /// The record's fields with their values as text; what has no value is not in it.
        package let fields: [String: String]
    }

    /// Why a delivery is refused; the sender repeats it for a day.
    package struct Refusal: Error, Equatable, Sendable, CustomStringConvertible {
        package let description: String
    }

    package let organization: String
    package let notifications: [Notification]

    private static let namespace = "http://soap.sforce.com/2005/09/outbound"
    private static let objects = ["urn:sobject.enterprise.soap.sforce.com", "urn:sobject.partner.soap.sforce.com"]
    private static let type = QName("http://www.w3.org/2001/XMLSchema-instance", "type")
    private static let `nil` = QName("http://www.w3.org/2001/XMLSchema-instance", "nil")
    private static let mostNotifications = 100

    package init(_ bytes: [UInt8]) throws(Refusal) {
        let entry = try Self.entry(bytes)
        self.organization = try Self.text("OrganizationId", in: entry)
        let found = entry.children(QName(Self.namespace, "Notification"))
        guard !found.isEmpty, found.count <= Self.mostNotifications else {
            throw Refusal(description: "the message has \(found.count) notifications; expected 1 to 100")
        }
        var notifications: [Notification] = []
        for element in found { notifications.append(try Self.notification(element)) }
        self.notifications = notifications
    }

    /// Ids of fifteen and of eighteen letters name the same organisation: the last three only guard the case of letters.
    package func isFrom(_ organization: String) -> Bool {
        let lengths = [15, 18]
        guard lengths.contains(organization.count), lengths.contains(self.organization.count) else { return false }
        return organization.prefix(15) == self.organization.prefix(15)
    }

    /// The one answer that the sender takes for all notifications of a message.
    package static func acknowledgement(_ isKept: Bool) -> [UInt8] {
        let ack = XMLOutput.element(QName(Self.namespace, "Ack"), text: isKept ? "true" : "false")
        let body = XMLOutput.element(QName(Self.namespace, "notificationsResponse"), [ack])
        // Its names and its text are ours, so that it can be written.
        return (try? SOAPEnvelope(body: body).document(prefixes: [Self.namespace: "out"])) ?? []
    }

    private static func entry(_ bytes: [UInt8]) throws(Refusal) -> XMLElement {
        let message: SOAPMessage
        do throws(SOAPError) {
            message = try readSOAP(bytes, expecting: QName(Self.namespace, "notifications"))
        } catch {
            throw Refusal(description: "\(error)")
        }
        switch message {
        case .body(let entry, _): return entry
        case .fault(let fault): throw Refusal(description: "it is a fault, not notifications: \(fault)")
        }
    }

    private static func notification(_ element: XMLElement) throws(Refusal) -> Notification {
        let id = try Self.text("Id", in: element)
        let records = element.children(QName(Self.namespace, "sObject"))
        guard let record = records.first, records.count == 1 else {
            throw Refusal(description: "notification \(id) has \(records.count) records; expected one")
        }
        guard let type = record.attribute(Self.type).flatMap(record.resolve), Self.objects.contains(type.namespace)
        else { throw Refusal(description: "notification \(id) does not say what kind of record it has") }
        var fields: [String: String] = [:]
        for field in record.children where field.attribute(Self.nil).flatMap(xmlBoolean) != true {
            guard field.name.namespace == type.namespace, fields[field.name.local] == nil else {
                throw Refusal(description: "notification \(id) has \(field.name.local) twice, or of another kind")
            }
            fields[field.name.local] = field.text.xmlTrimmed
        }
        return Notification(id: id, object: type.local, fields: fields.filter { !$0.value.isEmpty })
    }

    /// The text of the one child of that name.
    private static func text(_ name: String, in element: XMLElement) throws(Refusal) -> String {
        let found = element.children(QName(Self.namespace, name))
        guard let text = found.first?.text.xmlTrimmed, !text.isEmpty, found.count == 1 else {
            throw Refusal(description: "\(element.name.local) needs one \(name); it has \(found.count)")
        }
        return text
    }
}
