package import XML

/// The names of SOAP 1.1.
package enum SOAPNames {
    package static let namespace = "http://schemas.xmlsoap.org/soap/envelope/"

    package static let envelope = QName(Self.namespace, "Envelope")
    package static let header = QName(Self.namespace, "Header")
    package static let body = QName(Self.namespace, "Body")
    package static let fault = QName(Self.namespace, "Fault")
    package static let mustUnderstand = QName(Self.namespace, "mustUnderstand")
}
