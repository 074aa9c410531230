/// Columns that are aligned and nothing else: no boxes, nothing cut off.
struct Table {
    private var rows: [[String]]

    init(_ titles: [String]) { self.rows = [titles] }

    mutating func add(_ cells: [String]) { self.rows.append(cells) }

    var lines: [String] {
        let widths = (self.rows.first ?? []).indices.map { column in
            self.rows.map { $0[column].count }.max() ?? 0
        }
        return self.rows.map { row in Self.line(row, widths) }
    }

    private static func line(_ row: [String], _ widths: [Int]) -> String {
        let cells = zip(row, widths).map { cell, width in
            cell + String(repeating: " ", count: max(0, width - cell.count))
        }
        let line = cells.joined(separator: "  ")
        return String(line.reversed().drop { $0 == " " }.reversed())
    }
}
