import RevenueModel
import SuiteTalk
import XML

/// Reads the custom fields of a record or line.
enum CustomFieldReader {
    /// Those of `element` over those that stand there; a field that is not set up is refused.
    static func fields(
        of element: XMLElement,
        _ namespace: String,
        over standing: [String: String]? = nil
    ) throws(Refusal) -> [String: String]? {
        guard let list = element.child(QName(namespace, "customFieldList")) else { return standing }
        var fields = standing ?? [:]
        for field in list.children(QName(SuiteTalkNames.core, "customField")) {
            let id = field.attribute("scriptId") ?? ""
            guard SandboxWorld.catalog.customFields.values.contains(id) else {
                throw Refusal(ERPCode.unknownField, "The custom field “\(id)” is not set up.")
            }
            fields[id] = field.child(QName(SuiteTalkNames.core, "value"))?.text.xmlTrimmed ?? ""
        }
        return fields
    }
}
