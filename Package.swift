// swift-tools-version: 6.2

import PackageDescription

let package = Package(
    name: "skald",
    platforms: [.macOS(.v15)],
    dependencies: [
        // SQLite with migrations, cached statements, one writer and many readers.
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        // HTTP out: the Swift server ecosystem's own client.
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        // HTTP in: the sandbox's systems, and the engine's own socket.
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        // The command line: help, completions, errors about flags.
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        // Order files and configuration in YAML, with line numbers for errors.
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        // HMAC-SHA256 for the token passport, SHA-256 for fingerprints.
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        // Byte buffers and socket addresses in the types of client and server above.
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        // Names of header fields, as the HTTP server above has them.
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        // The log that the HTTP server above asks for.
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    ],
    targets: [
        .systemLibrary(
            name: "CLibXML2",
            pkgConfig: "libxml-2.0",
            providers: [.apt(["libxml2-dev"]), .brew(["libxml2"])]
        ),
        .target(name: "SagaModel"),
        .target(name: "RevenueModel"),
        // Files of YAML and JSON whose values know where they stand.
        .target(name: "Documents", dependencies: [.product(name: "Yams", package: "Yams")]),
        .target(
            name: "Policy",
            dependencies: [
                "SagaModel", "RevenueModel", "Documents",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "Yams", package: "Yams"),
            ]
        ),
        // Fixtures with amendments, what they would do, and how that is told: no network and no database.
        .target(
            name: "Amendments",
            dependencies: [
                "SagaModel", "RevenueModel", "Documents", "Policy", "Simulator", "Workflows",
                .product(name: "Crypto", package: "swift-crypto"),
            ]
        ),
        // Fixtures with a customer's case, how it would go, and how that is told: no network and no database.
        .target(
            name: "Cases",
            dependencies: ["SagaModel", "RevenueModel", "Documents", "Policy", "Amendments", "Workflows"]
        ),
        .target(
            name: "Workflows",
            dependencies: ["SagaModel", "RevenueModel"],
            path: "workflows",
            // In the code, not beside it: the program may be copied anywhere alone.
            resources: [
                .embedInCode("Amendment/amendment.policy.yaml"),
                .embedInCode("CaseToCredit/case-to-credit.policy.yaml"),
                .embedInCode("PaymentToReceivables/dunning.policy.yaml"),
                .embedInCode("PaymentToReceivables/payment-to-receivables.policy.yaml"),
                .embedInCode("QuoteToCash/quote-to-cash.policy.yaml"),
            ]
        ),
        // Fixtures with payments, and what they would do: no network and no database.
        .target(name: "Payments", dependencies: ["RevenueModel", "SagaModel", "Documents", "Policy", "Workflows"]),
        .target(name: "XML", dependencies: ["CLibXML2"]),
        // Statements, notices and refunds, as files: no network, and no adapter either.
        .target(name: "Bank", dependencies: ["XML", "RevenueModel"]),
        .target(name: "SOAP", dependencies: ["XML"]),
        .target(name: "SuiteTalk", dependencies: ["XML"]),
        .target(
            name: "SQLiteRuntime",
            dependencies: [
                "SagaModel",
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "Crypto", package: "swift-crypto"),
            ]
        ),
        .target(name: "Simulator", dependencies: ["SagaModel"]),
        .target(
            name: "Adapters",
            dependencies: [
                "SagaModel", "RevenueModel", "Bank", "XML", "SOAP", "SuiteTalk",
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
            ]
        ),
        .target(
            name: "Sandbox",
            dependencies: [
                "RevenueModel", "XML", "SOAP", "SuiteTalk",
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "Logging", package: "swift-log"),
            ]
        ),
        .executableTarget(
            name: "skald",
            dependencies: [
                "SagaModel", "RevenueModel", "Documents", "Policy", "Amendments", "Cases", "Payments", "Workflows",
                "SQLiteRuntime", "XML", "Bank", "Adapters", "Sandbox",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "Yams", package: "Yams"),
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
            ]
        ),
        .testTarget(name: "SagaModelTests", dependencies: ["SagaModel"]),
        // Damaged documents for the tests of whatever reads documents.
        .target(name: "Mutation", path: "Tests/Mutation"),
        .testTarget(name: "XMLTests", dependencies: ["XML", "Mutation"]),
        .testTarget(
            name: "BankTests",
            dependencies: ["Bank", "XML", "RevenueModel", "Mutation", "Counterparts"]
        ),
        .testTarget(name: "SOAPTests", dependencies: ["SOAP", "XML", "Mutation"]),
        .testTarget(name: "RevenueModelTests", dependencies: ["RevenueModel"], exclude: ["Cases"]),
        .testTarget(
            name: "PolicyTests",
            dependencies: ["Policy", "Documents", "Workflows", "SagaModel", .product(name: "Yams", package: "Yams")]
        ),
        .testTarget(
            name: "AmendmentsTests",
            dependencies: [
                "Amendments", "Documents", "Policy", "RevenueModel", "SagaModel", "Workflows",
                .product(name: "Yams", package: "Yams"),
            ]
        ),
        .testTarget(
            name: "CasesTests",
            dependencies: ["Cases", "Documents", "RevenueModel", .product(name: "Yams", package: "Yams")]
        ),
        .testTarget(
            name: "PaymentsTests",
            dependencies: ["Payments", "Documents", .product(name: "Yams", package: "Yams")]
        ),
        .testTarget(name: "WorkflowsTests", dependencies: ["Workflows", "SagaModel", "RevenueModel"]),
        .target(
            name: "RuntimeConformance",
            dependencies: ["SagaModel"],
            path: "Tests/RuntimeConformance"
        ),
        .testTarget(
            name: "SimulatorTests",
            dependencies: ["Simulator", "RuntimeConformance", "SagaModel", "RevenueModel", "Workflows"]
        ),
        .testTarget(
            name: "SQLiteRuntimeTests",
            dependencies: [
                "SQLiteRuntime", "RuntimeConformance", "SagaModel", .product(name: "GRDB", package: "GRDB.swift"),
            ],
            exclude: ["golden"]
        ),
        .testTarget(
            name: "AdaptersTests",
            dependencies: [
                "Adapters", "Counterparts", "SagaModel", "RevenueModel", "XML", "SOAP", "SuiteTalk", "Mutation",
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
            ]
        ),
        .target(name: "Counterparts", path: "Tests/Counterparts/Runner"),
        .target(
            name: "AdapterConformance",
            dependencies: [
                "SagaModel", "RevenueModel",
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
            ],
            path: "Tests/AdapterConformance"
        ),
        .testTarget(
            name: "AdapterConformanceTests",
            dependencies: [
                "AdapterConformance", "Adapters", "Bank", "Counterparts", "Sandbox", "SagaModel", "RevenueModel",
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
            ]
        ),
        .testTarget(name: "SandboxTests", dependencies: ["Sandbox", "RevenueModel", "XML", "SOAP", "SuiteTalk"]),
        .testTarget(
            name: "skaldTests",
            dependencies: ["Counterparts", .product(name: "Crypto", package: "swift-crypto")],
            exclude: ["golden"]
        ),
        // SQLite's files with writes that are counted, recorded and struck.
        .target(
            name: "CFaultVFS",
            path: "Tests/CFaultVFS",
            linkerSettings: [.linkedLibrary("sqlite3")]
        ),
        // `make faults`: the engine, its file and the systems, killed and starved in every way there is.
        .executableTarget(
            name: "skald-faults",
            dependencies: [
                "CFaultVFS", "SagaModel", "RevenueModel", "Workflows", "SQLiteRuntime", "Adapters", "Sandbox",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
            ],
            path: "Tests/Faults"
        ),
        .testTarget(name: "FaultsTests", dependencies: ["skald", "skald-faults"]),
        .testTarget(name: "ArchitectureTests"),
    ],
    swiftLanguageModes: [.v6]
)

for target in package.targets where target.type != .system {
    target.swiftSettings = [
        // https://github.com/swiftlang/swift-evolution/blob/main/proposals/0335-existential-any.md
        .enableUpcomingFeature("ExistentialAny"),
        // https://github.com/swiftlang/swift-evolution/blob/main/proposals/0409-access-level-on-imports.md
        .enableUpcomingFeature("InternalImportsByDefault"),
        // https://github.com/swiftlang/swift-evolution/blob/main/proposals/0444-member-import-visibility.md
        .enableUpcomingFeature("MemberImportVisibility"),
        // https://github.com/swiftlang/swift-evolution/blob/main/proposals/0461-async-function-isolation.md
        .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
        .treatAllWarnings(as: .error),
    ]
}
