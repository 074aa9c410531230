import Amendments
import Foundation
import RevenueModel
import Testing

@Suite("The page of a simulation")
struct PageTests {
    private static func page(_ text: String) throws -> String {
        let fixture = try Fixture.parse(text, file: "f.yaml")
        return AmendmentPage(try AmendmentReport(fixture, fixture.simulation.run(), StepTests.policy(), failing: .each))
            .html
    }

    @Test("has everything in itself: no script, no address, no picture from elsewhere")
    func standsAlone() throws {
        let html = try Self.page(FixtureTests.text("everything-at-once.yaml"))
        for word in ["<script", "http:", "https:", "src=", "href=", "@import", "url("] {
            #expect(!html.contains(word), "\(word)")
        }
        #expect(html.contains("<svg"))
        #expect(html.contains("prefers-color-scheme:dark"))
    }

    @Test("shows every journal line and every delta line")
    func showsAll() throws {
        let text = try FixtureTests.text("everything-at-once.yaml")
        let fixture = try Fixture.parse(text, file: "f.yaml")
        let report = try AmendmentReport(fixture, fixture.simulation.run(), StepTests.policy(), failing: .each)
        let html = AmendmentPage(report).html
        for amount in report.journals.flatMap(\.lines).compactMap({ $0.debit ?? $0.credit }) {
            #expect(html.contains(">\(amount)<"))
        }
        for row in report.metrics.rows.joined() { #expect(html.contains(">\(row)<")) }
        for movement in report.metrics.movements { #expect(html.contains(">\(movement.amount)<")) }
        for line in report.lines { #expect(html.contains(">\(line.net)<")) }
        for document in report.documents { #expect(html.contains(">\(document.total)<")) }
        for cell in report.contract.terms.joined() { #expect(html.contains(">\(cell)<")) }
        #expect(html.contains("<td>5619.67 settles INV-1</td>"))
        #expect(html.contains("<td>booking-date, as 2026-04 is closed</td>"))
        for step in report.steps { #expect(html.contains(">\(step.step)<")) }
        for failure in report.failures { #expect(html.contains(">\(failure.kind)<")) }
        #expect(html.contains("nets to zero"))
        #expect(html.contains(report.inputHash))
    }

    @Test("takes what a fixture says for text, never for markup")
    func escapes() throws {
        let text = try FixtureTests.text("expand-seats.yaml")
            .replacing("customer: Globex GmbH", with: "customer: <script>alert(1)</script> & Co")
        let html = try Self.page(text)
        #expect(!html.contains("<script>"))
        #expect(html.contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp; Co"))
    }

    @Test("draws a schedule that falls below nothing, and one with nothing in it")
    func drawsAnything() throws {
        for name in ["price-cut-catch-up.yaml", "yen.yaml", "arrears.yaml"] {
            let html = try Self.page(FixtureTests.text(name))
            #expect(!html.contains("height=\"-"), "\(name)")
        }
    }
}
