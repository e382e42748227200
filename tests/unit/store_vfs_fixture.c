/* store_vfs_fixture.c - see store_vfs_fixture.h. */
#include "store_vfs_fixture.h"

#include <stddef.h>

#include <sqlite3.h>

/* A file of SQLite's, and behind it the one that it stands for. */
struct front {
    sqlite3_file base;
    sqlite3_file real[];
};

struct store_faults store_faults;

static sqlite3_vfs *system_vfs;

static sqlite3_file *real_of(sqlite3_file *file)
{
    return ((struct front *)(void *)file)->real;
}

static bool fails(void)
{
    unsigned call = ++store_faults.calls;

    return store_faults.fail_at &&
           (call == store_faults.fail_at ||
            (call > store_faults.fail_at && store_faults.keep_failing));
}

static int write_error(void)
{
    return store_faults.is_full ? SQLITE_FULL : SQLITE_IOERR_WRITE;
}

static int front_close(sqlite3_file *file)
{
    return real_of(file)->pMethods->xClose(real_of(file));
}

static int front_read(sqlite3_file *file, void *bytes, int length,
                      sqlite3_int64 at)
{
    return fails() ? SQLITE_IOERR_READ
                   : real_of(file)->pMethods->xRead(real_of(file), bytes,
                                                    length, at);
}

/* A write that fails has written half. */
static int front_write(sqlite3_file *file, const void *bytes, int length,
                       sqlite3_int64 at)
{
    bool is_cut = fails();
    int code = real_of(file)->pMethods->xWrite(
        real_of(file), bytes, is_cut ? length / 2 : length, at);

    return is_cut ? write_error() : code;
}

static int front_truncate(sqlite3_file *file, sqlite3_int64 size)
{
    return fails() ? SQLITE_IOERR_TRUNCATE
                   : real_of(file)->pMethods->xTruncate(real_of(file), size);
}

static int front_sync(sqlite3_file *file, int flags)
{
    (void)file;
    (void)flags;
    return fails() ? SQLITE_IOERR_FSYNC : SQLITE_OK;
}

static int front_size(sqlite3_file *file, sqlite3_int64 *size)
{
    return fails() ? SQLITE_IOERR_FSTAT
                   : real_of(file)->pMethods->xFileSize(real_of(file), size);
}

static int front_lock(sqlite3_file *file, int level)
{
    return fails() ? SQLITE_IOERR_LOCK
                   : real_of(file)->pMethods->xLock(real_of(file), level);
}

static int front_unlock(sqlite3_file *file, int level)
{
    return real_of(file)->pMethods->xUnlock(real_of(file), level);
}

static int front_is_reserved(sqlite3_file *file, int *out)
{
    return real_of(file)->pMethods->xCheckReservedLock(real_of(file), out);
}

static int front_control(sqlite3_file *file, int what, void *argument)
{
    return real_of(file)->pMethods->xFileControl(real_of(file), what, argument);
}

static int front_sector(sqlite3_file *file)
{
    return real_of(file)->pMethods->xSectorSize(real_of(file));
}

static int front_traits(sqlite3_file *file)
{
    return real_of(file)->pMethods->xDeviceCharacteristics(real_of(file));
}

static int front_shm_map(sqlite3_file *file, int page, int size, int extend,
                         void volatile **out)
{
    return fails() ? SQLITE_IOERR_SHMMAP
                   : real_of(file)->pMethods->xShmMap(real_of(file), page, size,
                                                      extend, out);
}

/* Unlocking does not fail: no system lets it. */
static int front_shm_lock(sqlite3_file *file, int first, int count, int flags)
{
    if ((flags & SQLITE_SHM_LOCK) && fails())
        return SQLITE_IOERR_SHMLOCK;
    return real_of(file)->pMethods->xShmLock(real_of(file), first, count,
                                             flags);
}

static void front_shm_barrier(sqlite3_file *file)
{
    real_of(file)->pMethods->xShmBarrier(real_of(file));
}

static int front_shm_unmap(sqlite3_file *file, int remove)
{
    return real_of(file)->pMethods->xShmUnmap(real_of(file), remove);
}

static const sqlite3_io_methods METHODS = {
    .iVersion = 2, /* no mapped reading */
    .xClose = front_close,
    .xRead = front_read,
    .xWrite = front_write,
    .xTruncate = front_truncate,
    .xSync = front_sync,
    .xFileSize = front_size,
    .xLock = front_lock,
    .xUnlock = front_unlock,
    .xCheckReservedLock = front_is_reserved,
    .xFileControl = front_control,
    .xSectorSize = front_sector,
    .xDeviceCharacteristics = front_traits,
    .xShmMap = front_shm_map,
    .xShmLock = front_shm_lock,
    .xShmBarrier = front_shm_barrier,
    .xShmUnmap = front_shm_unmap,
};

static int front_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *file,
                      int flags, int *out_flags)
{
    int code = SQLITE_CANTOPEN;

    (void)vfs;
    file->pMethods = NULL;
    if (!fails())
        code = system_vfs->xOpen(system_vfs, name, real_of(file), flags,
                                 out_flags);
    if (code == SQLITE_OK)
        file->pMethods = &METHODS;
    return code;
}

static int front_delete(sqlite3_vfs *vfs, const char *name, int sync)
{
    (void)vfs;
    (void)sync;
    return fails() ? SQLITE_IOERR_DELETE
                   : system_vfs->xDelete(system_vfs, name, 0);
}

static int front_access(sqlite3_vfs *vfs, const char *name, int what, int *out)
{
    (void)vfs;
    return fails() ? SQLITE_IOERR_ACCESS
                   : system_vfs->xAccess(system_vfs, name, what, out);
}

void store_vfs_use(void)
{
    static sqlite3_vfs front;

    if (system_vfs)
        return;
    system_vfs = sqlite3_vfs_find(NULL);
    front = *system_vfs;
    front.zName = "front";
    front.szOsFile = (int)sizeof(struct front) + system_vfs->szOsFile;
    front.xOpen = front_open;
    front.xDelete = front_delete;
    front.xAccess = front_access;
    sqlite3_vfs_register(&front, 1);
}
