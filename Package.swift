// swift-tools-version: 6.2

import PackageDescription

let package = Package(
    name: "skald",
    platforms: [.macOS(.v15)],
    targets: [
        .systemLibrary(
            name: "CLibXML2",
            pkgConfig: "libxml-2.0",
            providers: [.apt(["libxml2-dev"]), .brew(["libxml2"])]
        ),
        .target(name: "SagaModel"),
        .target(name: "RevenueModel"),
        .target(name: "Workflows", dependencies: ["SagaModel", "RevenueModel"], path: "workflows"),
        .target(name: "XML", dependencies: ["CLibXML2"]),
        .target(name: "SOAP", dependencies: ["XML"]),
        .testTarget(name: "XMLTests", dependencies: ["XML"]),
        .testTarget(name: "SOAPTests", dependencies: ["SOAP", "XML"]),
        .testTarget(name: "SagaModelTests", dependencies: ["SagaModel"]),
        .testTarget(name: "RevenueModelTests", dependencies: ["RevenueModel"]),
        .testTarget(name: "WorkflowsTests", dependencies: ["Workflows", "SagaModel", "RevenueModel"]),
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
