/// The order of the demonstration: `fixtures/orders/acme-seats.yaml`, here so that the program needs no other file.
enum DemoOrder {
    static let text = """
        # Forty seats for a year: one line, one obligation, German tax.
        order: Q-1042
        account:
          id: ACME-001
          name: Acme Europe GmbH
          parent: ACME-HQ
          email: ap@acme.example
        legalEntity: northwind-de
        currency: EUR
        taxCode: DE-19
        terms: net-30
        orderedOn: 2026-11-02
        lines:
          - item: SEAT
            description: Platform seats, one year
            quantity: 40
            unitPrice: "1250.00"
            obligation: platform-access
            from: 2026-11-02
            until: 2027-11-02

        """
}
