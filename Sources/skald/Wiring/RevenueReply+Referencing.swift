internal import RevenueModel
internal import SQLiteRuntime

// Here the reply meets the runtime: its reference is the number that people look up in the other system.
extension RevenueReply: Referencing {}
