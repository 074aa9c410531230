#include "fault_vfs.h"

#include <pthread.h>
#include <signal.h>
#include <sqlite3.h>
#include <string.h>
#include <unistd.h>

// One shim for the process: the plan, the count and the log are guarded by one lock.
static struct {
    pthread_mutex_t lock;
    sqlite3_vfs shim;
    sqlite3_vfs *real;
    int kind, for_ever, log, wal_syncs, files;
    long long at, count;
} state = {.lock = PTHREAD_MUTEX_INITIALIZER, .log = -1};

struct fault_file {
    sqlite3_file base;
    int number;
    int is_wal;
    // SQLite's own file lies behind this one.
    sqlite3_file real[];
};

static sqlite3_file *real_of(sqlite3_file *file) { return ((struct fault_file *)file)->real; }

static void put(const void *bytes, size_t length) {
    const char *rest = bytes;
    while (length > 0) {
        ssize_t count = write(state.log, rest, length);
        if (count <= 0) _exit(70);
        rest += count;
        length -= (size_t)count;
    }
}

static void note(int operation, int file, long long offset, const void *bytes, long long length) {
    if (state.log < 0) return;
    struct fault_record record = {operation, file, offset, length};
    put(&record, sizeof record);
    if (length > 0) put(bytes, (size_t)length);
}

// Counts one operation; the answer is what strikes it.
static int strike(void) {
    state.count += 1;
    int is_struck = state.at > 0 && (state.count == state.at || (state.for_ever && state.count > state.at));
    if (!is_struck) return FAULT_NONE;
    if (state.kind == FAULT_KILL) kill(getpid(), SIGKILL);
    return state.kind;
}

static int write_locked(sqlite3_file *file, const void *bytes, int length, sqlite3_int64 offset) {
    struct fault_file *shim = (struct fault_file *)file;
    int struck = strike();
    if (struck == FAULT_FULL) return SQLITE_FULL;
    if (struck == FAULT_IO) return SQLITE_IOERR_WRITE;
    if (struck == FAULT_LIE) return SQLITE_OK;
    if (struck == FAULT_KILL_TORN) {
        shim->real->pMethods->xWrite(shim->real, bytes, length / 2, offset);
        kill(getpid(), SIGKILL);
    }
    note(FAULT_WRITE, shim->number, offset, bytes, length);
    int result = shim->real->pMethods->xWrite(shim->real, bytes, length, offset);
    return struck == FAULT_IO_AFTER ? SQLITE_IOERR_WRITE : result;
}

static int shim_write(sqlite3_file *file, const void *bytes, int length, sqlite3_int64 offset) {
    pthread_mutex_lock(&state.lock);
    int result = write_locked(file, bytes, length, offset);
    pthread_mutex_unlock(&state.lock);
    return result;
}

static int truncate_locked(sqlite3_file *file, sqlite3_int64 size) {
    struct fault_file *shim = (struct fault_file *)file;
    int struck = strike();
    if (struck == FAULT_KILL_TORN) kill(getpid(), SIGKILL);
    if (struck == FAULT_IO) return SQLITE_IOERR_TRUNCATE;
    if (struck == FAULT_LIE) return SQLITE_OK;
    note(FAULT_TRUNCATE, shim->number, size, 0, 0);
    int result = shim->real->pMethods->xTruncate(shim->real, size);
    return struck == FAULT_IO_AFTER ? SQLITE_IOERR_TRUNCATE : result;
}

static int shim_truncate(sqlite3_file *file, sqlite3_int64 size) {
    pthread_mutex_lock(&state.lock);
    int result = truncate_locked(file, size);
    pthread_mutex_unlock(&state.lock);
    return result;
}

static int sync_locked(sqlite3_file *file, int flags) {
    struct fault_file *shim = (struct fault_file *)file;
    if (shim->is_wal && !state.wal_syncs) return SQLITE_OK;
    int struck = strike();
    if (struck == FAULT_KILL_TORN) kill(getpid(), SIGKILL);
    if (struck == FAULT_IO) return SQLITE_IOERR_FSYNC;
    if (struck == FAULT_LIE) return SQLITE_OK;
    int result = shim->real->pMethods->xSync(shim->real, flags);
    note(FAULT_SYNC, shim->number, 0, 0, 0);
    return struck == FAULT_IO_AFTER ? SQLITE_IOERR_FSYNC : result;
}

static int shim_sync(sqlite3_file *file, int flags) {
    pthread_mutex_lock(&state.lock);
    int result = sync_locked(file, flags);
    pthread_mutex_unlock(&state.lock);
    return result;
}

static int shim_close(sqlite3_file *file) { return real_of(file)->pMethods->xClose(real_of(file)); }
static int shim_read(sqlite3_file *file, void *bytes, int length, sqlite3_int64 offset) {
    return real_of(file)->pMethods->xRead(real_of(file), bytes, length, offset);
}
static int shim_size(sqlite3_file *file, sqlite3_int64 *size) {
    return real_of(file)->pMethods->xFileSize(real_of(file), size);
}
static int shim_lock(sqlite3_file *file, int level) { return real_of(file)->pMethods->xLock(real_of(file), level); }
static int shim_unlock(sqlite3_file *file, int level) {
    return real_of(file)->pMethods->xUnlock(real_of(file), level);
}
static int shim_is_reserved(sqlite3_file *file, int *answer) {
    return real_of(file)->pMethods->xCheckReservedLock(real_of(file), answer);
}
static int shim_control(sqlite3_file *file, int operation, void *argument) {
    return real_of(file)->pMethods->xFileControl(real_of(file), operation, argument);
}
static int shim_sector_size(sqlite3_file *file) { return real_of(file)->pMethods->xSectorSize(real_of(file)); }
static int shim_device(sqlite3_file *file) { return real_of(file)->pMethods->xDeviceCharacteristics(real_of(file)); }
static int shim_shm_map(sqlite3_file *file, int page, int size, int extend, void volatile **memory) {
    return real_of(file)->pMethods->xShmMap(real_of(file), page, size, extend, memory);
}
static int shim_shm_lock(sqlite3_file *file, int offset, int count, int flags) {
    return real_of(file)->pMethods->xShmLock(real_of(file), offset, count, flags);
}
static void shim_shm_barrier(sqlite3_file *file) { real_of(file)->pMethods->xShmBarrier(real_of(file)); }
static int shim_shm_unmap(sqlite3_file *file, int removes) {
    return real_of(file)->pMethods->xShmUnmap(real_of(file), removes);
}

// Version 2: shared memory, but no mapped reads, so that every byte of a file goes through here.
static const sqlite3_io_methods methods = {
    2,           shim_close,       shim_read,    shim_write,       shim_truncate, shim_sync,    shim_size,
    shim_lock,   shim_unlock,      shim_is_reserved, shim_control, shim_sector_size, shim_device, shim_shm_map,
    shim_shm_lock, shim_shm_barrier, shim_shm_unmap, 0,            0,
};

static const char *last_part(const char *path) {
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

static int shim_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *out_flags) {
    (void)vfs;
    int is_ours = name && (flags & (SQLITE_OPEN_MAIN_DB | SQLITE_OPEN_WAL | SQLITE_OPEN_MAIN_JOURNAL));
    if (!is_ours) return state.real->xOpen(state.real, name, file, flags, out_flags);
    struct fault_file *shim = (struct fault_file *)file;
    shim->base.pMethods = 0;
    int result = state.real->xOpen(state.real, name, shim->real, flags, out_flags);
    // SQLite closes a file whose opening failed only if it has methods.
    if (result != SQLITE_OK) {
        if (shim->real->pMethods) shim->real->pMethods->xClose(shim->real);
        return result;
    }
    shim->base.pMethods = &methods;
    shim->is_wal = (flags & SQLITE_OPEN_WAL) != 0;
    pthread_mutex_lock(&state.lock);
    shim->number = ++state.files;
    note(FAULT_OPEN, shim->number, 0, last_part(name), (long long)strlen(last_part(name)));
    pthread_mutex_unlock(&state.lock);
    return SQLITE_OK;
}

static int shim_delete(sqlite3_vfs *vfs, const char *name, int is_synced) {
    (void)vfs;
    pthread_mutex_lock(&state.lock);
    int result = state.real->xDelete(state.real, name, is_synced);
    if (result == SQLITE_OK) note(FAULT_DELETE, 0, is_synced, last_part(name), (long long)strlen(last_part(name)));
    pthread_mutex_unlock(&state.lock);
    return result;
}

int fault_vfs_install(int kind, long long at, int for_ever, int log, int wal_syncs) {
    state.real = sqlite3_vfs_find(0);
    if (!state.real) return SQLITE_ERROR;
    state.kind = kind;
    state.at = at;
    state.for_ever = for_ever;
    state.log = log;
    state.wal_syncs = wal_syncs;
    // Everything else stays SQLite's own, which finds its own files behind ours.
    state.shim = *state.real;
    state.shim.zName = "faults";
    state.shim.pNext = 0;
    state.shim.szOsFile = (int)sizeof(struct fault_file) + state.real->szOsFile;
    state.shim.xOpen = shim_open;
    state.shim.xDelete = shim_delete;
    return sqlite3_vfs_register(&state.shim, 1);
}

void fault_vfs_mark(const char *text) {
    pthread_mutex_lock(&state.lock);
    note(FAULT_MARK, 0, 0, text, (long long)strlen(text));
    pthread_mutex_unlock(&state.lock);
}

long long fault_vfs_count(void) {
    pthread_mutex_lock(&state.lock);
    long long count = state.count;
    pthread_mutex_unlock(&state.lock);
    return count;
}

int fault_tamper(const char *path, const char *sql) {
    sqlite3 *db = 0;
    int result = sqlite3_open(path, &db);
    if (result == SQLITE_OK) result = sqlite3_exec(db, sql, 0, 0, 0);
    sqlite3_close(db);
    return result;
}
