// Codes after which the same request may succeed.

extension NetSuiteCodes {
    /// Turned away at the door, because of too much at once.
    static let tooMuchAtOnce: Set<String> = [
        "CONCURRENCY_LIMIT_EXCEEDED", "CONCUR_BULK_JOB_DISALLWD", "EXCEEDED_MAX_CONCUR_RQST", "EXCEEDED_MAX_SESSIONS",
        "NEW_CONNECTION_DISALLWD", "SSS_QUEUE_LIMIT_EXCEEDED", "SSS_REQUEST_LIMIT_EXCEEDED",
        "WS_CONCUR_SESSION_DISALLWD", "WS_EXCEEDED_CONCUR_USERS_ALLWD", "WS_REQUEST_BLOCKED",
    ]

    /// Somebody else, or a job of the account, has its hand on the record or the period.
    static let locks: Set<String> = [
        "ACCT_PRDS_BEING_ADDED", "JE_REV_REC_IN_PROGRESS", "OTHER_PMT_AUTH_IN_PROGRESS", "RCRD_LOCKED_BY_WF",
        "RECALCING_PLAN_SCHDUL", "TRANS_IN_USE",
    ]

    /// The caller was not let in: nothing was done, and the same request succeeds once this is put right.
    static let credentials: Set<String> = [
        "ACCT_DISABLED", "ADDITIONAL_AUTHENTICATION_REQUIRED_2FA", "CANT_LOGIN_WITH_OAUTH", "DISALLWD_IP_ADDRESS",
        "INVALID_ALGORITHM", "INVALID_APP_ID", "INVALID_LOGIN", "INVALID_LOGIN_ATTEMPT", "INVALID_LOGIN_CREDENTIALS",
        "INVALID_LOGIN_IP", "INVALID_ROLE", "INVALID_SESSION", "INVALID_SIGNATURE", "LOGIN_DISABLED", "LOGIN_REQD",
        "PSWD_EXPIRED", "ROLE_REQUIRED", "SESSION_TERMD_2ND_LOGIN_DECTD", "SESSION_TIMED_OUT",
        "SIGNATURE_VERIFICATION_FAILED", "TWO_FA_AUTH_REQD", "TWO_FA_REQD", "USER_DISABLED", "WS_LOG_IN_REQD",
    ]

    /// The account is closed for maintenance, and says so before it does anything.
    static let outOfService: Set<String> = ["ACCT_TEMP_DISABLED", "ACCT_TEMP_UNAVAILABLE"]

    /// The write lost a race; each of ours reads first, so that its repetition decides on what stands there then.
    static let changedMeanwhile: Set<String> = [
        "CANT_UPDATE_RECRD_HAS_CHANGED", "MUST_RESUBMIT_RCRD", "RCRD_EDITED_SINCE_RETRIEVED", "RCRD_HAS_BEEN_CHANGED",
    ]
}
