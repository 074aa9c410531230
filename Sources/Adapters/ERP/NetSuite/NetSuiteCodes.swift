/// What NetSuite's codes mean for a saga: data, to be extended as codes are met.
///
/// A code that is not listed leaves the outcome in doubt, and a look-up decides.
enum NetSuiteCodes {
    /// In the order of doubt: among several codes the last one counts.
    enum Meaning: Int, Sendable {
        case transient, rejected, inDoubt
    }

    /// The record that was asked for is not there.
    static let absent = "RCRD_DSNT_EXIST"

    /// The code's meaning; nothing when it is not known.
    static func meaning(ofCode code: String) -> Meaning? {
        if self.transient.contains(code) || self.credentials.contains(code) { return .transient }
        if self.rejected.contains(code) { return .rejected }
        return self.inDoubt.contains(code) ? .inDoubt : nil
    }

    /// The meaning of a fault's detail, by its local name.
    static func meaning(ofFault name: String) -> Meaning? { self.faults[name] }

    /// What an operator should check, where a code says more than “later”.
    static func advice(for codes: [String]) -> String? {
        guard codes.contains(where: self.credentials.contains) else { return nil }
        return "Check account, consumer key and token of systems.erp, their secrets, and this computer's clock."
    }

    /// Turned away before anything was done: too much at once, or a lock.
    private static let transient: Set<String> = [
        "CANT_UPDATE_RECRD_HAS_CHANGED",
        "CONCURRENCY_LIMIT_EXCEEDED",
        "EXCEEDED_MAX_CONCUR_RQST",
        "EXCEEDED_MAX_SESSIONS",
        "RCRD_EDITED_SINCE_RETRIEVED",
        "RCRD_HAS_BEEN_CHANGED",
        "RCRD_LOCKED_BY_WF",
        "WS_CONCUR_SESSION_DISALLWD",
        "WS_EXCEEDED_CONCUR_USERS_ALLWD",
        "WS_REQUEST_BLOCKED",
    ]

    /// The caller was not let in: nothing was done, and the same request succeeds once this is put right.
    private static let credentials: Set<String> = [
        "ACCT_DISABLED",
        "ACCT_TEMP_DISABLED",
        "ACCT_TEMP_UNAVAILABLE",
        "DISALLWD_IP_ADDRESS",
        "INVALID_ALGORITHM",
        "INVALID_LOGIN",
        "INVALID_LOGIN_ATTEMPT",
        "INVALID_LOGIN_CREDENTIALS",
        "INVALID_LOGIN_IP",
        "INVALID_SESSION",
        "INVALID_SIGNATURE",
        "LOGIN_DISABLED",
        "LOGIN_REQD",
        "SESSION_TIMED_OUT",
    ]

    /// Refused for what was asked: the same request will be refused again.
    private static let rejected: Set<String> = [
        "ACCESS_DENIED",
        "ACCTNG_PRD_REQD",
        "ACCT_PERIOD_SETUP_REQD",
        "ACCT_REQD",
        "AMT_DISALLWD",
        "AMT_EXCEEDS_APPROVAL_LIMIT",
        "BALANCE_EXCEEDS_CREDIT_LIMIT",
        "CANT_APPLY_PMT",
        "CANT_CHANGE_SUB",
        "CANT_DELETE_CHILD_RCRDS_EXIST",
        "CANT_DELETE_CHILD_RCRD_FOUND",
        "CANT_DELETE_RCRD",
        "CANT_DELETE_RCRDS",
        "CANT_DELETE_TRANS",
        "CANT_EDIT_CUST_PMT",
        "CANT_EDIT_TRAN",
        "CANT_MODIFY_LOCKED_FLD",
        "CANT_MODIFY_REV_REC",
        "CANT_MODIFY_SUB",
        "CANT_MODIFY_VOID_TRANS",
        "CLOSED_TRAN_PRD",
        "CRNCY_MISMATCH_BASE_CRNCY",
        "CRNCY_REQD",
        "DATA_REQD",
        "DATE_PRD_MISMATCH",
        "DUE_DATE_BFORE_START_DATE",
        "DUE_DATE_REQD",
        "EXCEEDED_MAX_FIELD_LENGTH",
        "EXCEEDED_MAX_TRANS_LINES",
        "EXCEEDED_PER_TRANS_MAX",
        "EXCEEDED_RQST_SIZE_LIMIT",
        "EXTERNALID_NOT_SUPPORTED",
        "FEATURE_DISABLED",
        "FIELD_REQD",
        "FLD_VALUE_REQD",
        "FLD_VALUE_TOO_LARGE",
        "INSUFFICIENT_FLD_PERMISSION",
        "INSUFFICIENT_PERMISSION",
        "INVALID_ACCT",
        "INVALID_ACCT_PRD",
        "INVALID_AMT",
        "INVALID_CSTM_FIELD_REF",
        "INVALID_CUSTOMER_RCRD",
        "INVALID_DATA",
        "INVALID_DATE",
        "INVALID_DATE_RANGE",
        "INVALID_EMAIL",
        "INVALID_FLD_VALUE",
        "INVALID_ID",
        "INVALID_KEY_OR_REF",
        "INVALID_NUM",
        "INVALID_NUMBER",
        "INVALID_PERIOD",
        "INVALID_QTY",
        "INVALID_RCRD_REF",
        "INVALID_RCRD_TYPE",
        "INVALID_REF_KEY",
        "INVALID_REV_REC_DATE_RANGE",
        "INVALID_SOAP_HEADER",
        "INVALID_SUB",
        "INVALID_TAX_AMT",
        "INVALID_TAX_CODE",
        "INVALID_TAX_CODE_FOR_SUB",
        "INVALID_TRANSACTION_DATE",
        "INVALID_TRANS_AMT",
        "INVALID_TRANS_SUB_ENTITY",
        "INVALID_TRANS_SUB_ITEM",
        "INVALID_WS_VERSION",
        "MATCHING_CUR_SUB_REQD",
        "MISMATCHED_CURRENCY",
        "MISSING_ACCT_PRD",
        "MISSING_CRNCY_EXCH_RATE",
        "MISSING_REQD_FLD",
        "NEGATIVE_PAYMENT_DISALLWD",
        "NONZERO_AMT_REQD",
        "PERMISSION_VIOLATION",
        "PMT_EDIT_DISALLWD",
        "RCRD_DSNT_EXIST",
        "RCRD_REF_RCRD_TYP_MISMATCH",
        "RCRD_UNEDITABLE",
        "TRAN_PERIOD_CLOSED",
        "USER_ERROR",
    ]

    /// Listed so that nobody moves them: something broke on the way, or the record may be our own.
    private static let inDoubt: Set<String> = [
        "DUP_RCRD",
        "DUP_TRANS",
        "ERROR_PRCSSNG_TRANS",
        "EXCEEDED_MAX_TIME",
        "PMT_ALREADY_EXISTS",
        "UNEXPECTED_ERROR",
    ]

    private static let faults: [String: Meaning] = [
        "asyncFault": .inDoubt,
        "exceededConcurrentRequestLimitFault": .transient,
        "exceededRecordCountFault": .rejected,
        "exceededRequestLimitFault": .transient,
        "exceededRequestSizeFault": .rejected,
        "exceededUsageLimitFault": .transient,
        "insufficientPermissionFault": .rejected,
        "invalidAccountFault": .transient,
        "invalidCredentialsFault": .transient,
        "invalidSessionFault": .transient,
        "invalidVersionFault": .rejected,
        "unexpectedErrorFault": .inDoubt,
    ]
}
