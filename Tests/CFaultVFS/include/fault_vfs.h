#ifndef FAULT_VFS_H
#define FAULT_VFS_H

/// What happens at the chosen write, sync or truncation.
enum fault_kind {
    FAULT_NONE,
    /// The process is killed before it.
    FAULT_KILL,
    /// Half of it is done, and the process is killed.
    FAULT_KILL_TORN,
    /// The disk is full.
    FAULT_FULL,
    /// An input/output error; nothing was done.
    FAULT_IO,
    /// An input/output error; it was done all the same.
    FAULT_IO_AFTER,
    /// Success, and nothing was done.
    FAULT_LIE,
};

/// What a log consists of: a record, then `length` bytes.
enum fault_operation { FAULT_OPEN = 1, FAULT_WRITE, FAULT_TRUNCATE, FAULT_SYNC, FAULT_DELETE, FAULT_MARK };

struct fault_record {
    int operation;
    int file;
    /// Where it was written; the new size of a truncation; whether a deletion reaches the disk at once.
    long long offset;
    long long length;
};

/// Puts the shim before SQLite's own files, for every connection that is opened afterwards.
///
/// Writes, syncs and truncations of databases and their logs are counted from 1; `at` 0 strikes none, and with
/// `for_ever` every one after it is struck, too. They are written to `log` unless it is negative. Without `wal_syncs` the
/// log of a database is not synced at its commits, as with `synchronous=NORMAL`.
int fault_vfs_install(int kind, long long at, int for_ever, int log, int wal_syncs);

/// Notes in the log that something was promised.
void fault_vfs_mark(const char *text);

/// Runs SQL on a file, as somebody who tampers with it does; 0 when it worked.
int fault_tamper(const char *path, const char *sql);

/// How many writes, syncs and truncations there were.
long long fault_vfs_count(void);

#endif
