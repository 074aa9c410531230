// Codes that say where the record stands, or that nobody knows.

extension NetSuiteCodes {
    /// The record is not there, or not any more.
    static let gone: Set<String> = [
        "CANT_FIND_RCRD", "ORDER_DSNT_EXIST", "RCRD_DELETED_SINCE_RETRIEVED", "RCRD_DSNT_EXIST", "RCRD_NOT_FOUND",
        "RCRD_PREVSLY_DELETED", "TIMEOUT_THE_RECORD_DOESNT_EXIST_ANYMORE", "TRANSACTION_DELETED",
        "TRANS_DOES_NOT_EXIST", "TRANS_DSNT_EXIST",
    ]

    /// A record with that name or number exists.
    ///
    /// If it has our external id, it is what we asked for.
    static let alreadyThere: Set<String> = [
        "CANT_CREATE_NON_UNIQUE_RCRD", "DATA_MUST_BE_UNIQUE", "DUPLICATE_KEYS", "DUP_ENTITY", "DUP_ENTITY_NAME",
        "DUP_NAME", "DUP_RCRD", "DUP_TRANS", "NONUNIQUE_INDEX_VALUE", "UNIQUE_CUST_ID_REQD",
        "UNIQUE_ENTITY_NAME_REQD", "UNIQUE_RCRD_ID_REQD",
    ]

    /// It says that this happened before.
    static let alreadyDone: Set<String> = [
        "ORD_ALREADY_APPRVD", "PMT_ALREADY_APPRVD", "PMT_ALREADY_EXISTS", "PMT_ALREADY_SBMTD",
        "TRANS_ALREADY_REFUNDED", "TRANS_ALREADY_SETTLED", "TRANS_ALREADY_VOIDED",
    ]

    /// Listed so that nobody moves them: something broke on the way, or a script did, which may run after the write.
    static let brokenOnTheWay: Set<String> = [
        "DATA_RETRIEVAL_ERROR", "ERROR_PRCSSNG_TRANS", "ERROR_SENDING_TRAN_EMAIL", "ERROR_VOID_TRANS",
        "EXCEEDED_MAX_TIME", "JE_UNEXPECTED_ERROR", "JS_EXCEPTION", "SSS_APP_SERVER_RESTART",
        "SSS_CONNECTION_TIME_OUT", "SSS_INSTRUCTION_COUNT_EXCEEDED", "SSS_MEMORY_USAGE_EXCEEDED",
        "SSS_REQUEST_TIME_EXCEEDED", "SSS_TIME_LIMIT_EXCEEDED", "SSS_TRANS_IN_PROGRESS", "SSS_USAGE_LIMIT_EXCEEDED",
        "TRANS_NOT_COMPLETED", "TRANS_PRCSSNG_ERROR", "UNEXPECTED_ERROR", "UNEXPECTED_FAILURE",
        "UNEXPECTED_PROBLEM_LOADING_RECORD", "WF_EXEC_USAGE_LIMIT_EXCEEDED",
    ]
}
