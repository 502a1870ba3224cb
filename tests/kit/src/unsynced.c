/* A file layer between a program and its disk that writes down what was written and what was synced: LD_PRELOAD=this.
 *
 * Everything is passed on. For files under the folder UNSYNCED_DIR, each write, truncation, rename, removal and sync that went well is
 * appended to the file UNSYNCED_LOG, in the order in which they happened. Out of that log power.rs makes what a disk may hold after a power
 * cut. A record is: kind, length of path, length of second path or data, offset (little endian), then both.
 *
 * One lock is held around each operation and its record, so that a sync never stands before a write that it covers. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int trace = -1;
static const char *folder;
static size_t folder_len;

__attribute__((constructor)) static void begin(void) {
    folder = getenv("UNSYNCED_DIR");
    const char *log = getenv("UNSYNCED_LOG");
    if (!folder || !log) return;
    folder_len = strlen(folder);
    trace = (int)syscall(SYS_openat, AT_FDCWD, log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

static int ours(const char *path) {
    return trace >= 0 && folder && strncmp(path, folder, folder_len) == 0 && !strstr(path, "-shm");
}

/* The path of an open file; 0 when it isn't one of ours. */
static int named(int fd, char *path) {
    if (trace < 0 || fd == trace) return 0;
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t n = syscall(SYS_readlinkat, AT_FDCWD, link, path, PATH_MAX - 1);
    if (n <= 0) return 0;
    path[n] = 0;
    return ours(path);
}

static void note(char kind, const char *path, const void *more, uint32_t more_len, uint64_t offset) {
    int before = errno;
    uint16_t path_len = (uint16_t)strlen(path);
    struct iovec parts[] = {{&kind, 1}, {&path_len, 2}, {&more_len, 4}, {&offset, 8},
                            {(void *)path, path_len}, {(void *)more, more_len}};
    if (syscall(SYS_writev, trace, parts, 6) < 0) abort();
    errno = before;
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

static ssize_t wrote(int fd, const void *bytes, ssize_t n, off_t at, char *path) {
    (void)fd;
    if (n > 0) note('w', path, bytes, (uint32_t)n, (uint64_t)at);
    return n;
}

ssize_t write(int fd, const void *bytes, size_t len) {
    char path[PATH_MAX];
    if (!named(fd, path)) return syscall(SYS_write, fd, bytes, len);
    pthread_mutex_lock(&lock);
    off_t at = lseek(fd, 0, SEEK_CUR);
    ssize_t n = wrote(fd, bytes, syscall(SYS_write, fd, bytes, len), at, path);
    pthread_mutex_unlock(&lock);
    return n;
}

ssize_t pwrite64(int fd, const void *bytes, size_t len, off64_t at) {
    char path[PATH_MAX];
    if (!named(fd, path)) return syscall(SYS_pwrite64, fd, bytes, len, at);
    pthread_mutex_lock(&lock);
    ssize_t n = wrote(fd, bytes, syscall(SYS_pwrite64, fd, bytes, len, at), at, path);
    pthread_mutex_unlock(&lock);
    return n;
}

ssize_t pwrite(int fd, const void *bytes, size_t len, off_t at) { return pwrite64(fd, bytes, len, at); }

int ftruncate64(int fd, off64_t len) {
    char path[PATH_MAX];
    if (!named(fd, path)) return (int)syscall(SYS_ftruncate, fd, len);
    pthread_mutex_lock(&lock);
    int failed = (int)syscall(SYS_ftruncate, fd, len);
    if (!failed) note('t', path, "", 0, (uint64_t)len);
    pthread_mutex_unlock(&lock);
    return failed;
}

int ftruncate(int fd, off_t len) { return ftruncate64(fd, len); }

static int synced(int fd, long call) {
    char path[PATH_MAX];
    if (!named(fd, path)) return (int)syscall(call, fd);
    pthread_mutex_lock(&lock);
    int failed = (int)syscall(call, fd);
    if (!failed) note('s', path, "", 0, 0);
    pthread_mutex_unlock(&lock);
    return failed;
}

int fsync(int fd) { return synced(fd, SYS_fsync); }
int fdatasync(int fd) { return synced(fd, SYS_fdatasync); }

/* Makes or empties a file: noted, because an empty file is something too. */
static int opened(int dir, const char *path, int flags, mode_t mode) {
    if (!(flags & (O_CREAT | O_TRUNC)) || !ours(path)) return (int)syscall(SYS_openat, dir, path, flags, mode);
    pthread_mutex_lock(&lock);
    int is_new = syscall(SYS_faccessat, dir, path, F_OK) != 0;
    int fd = (int)syscall(SYS_openat, dir, path, flags, mode);
    if (fd >= 0 && is_new) note('c', path, "", 0, 0);
    if (fd >= 0 && !is_new && (flags & O_TRUNC)) note('t', path, "", 0, 0);
    pthread_mutex_unlock(&lock);
    return fd;
}

#define MODE(flags)                                                                                            \
    mode_t mode = 0;                                                                                           \
    if ((flags) & (O_CREAT | O_TMPFILE)) {                                                                     \
        va_list args;                                                                                          \
        va_start(args, flags);                                                                                 \
        mode = va_arg(args, mode_t);                                                                           \
        va_end(args);                                                                                          \
    }

int open(const char *path, int flags, ...) { MODE(flags) return opened(AT_FDCWD, path, flags, mode); }
int open64(const char *path, int flags, ...) { MODE(flags) return opened(AT_FDCWD, path, flags | O_LARGEFILE, mode); }
int openat(int dir, const char *path, int flags, ...) { MODE(flags) return opened(dir, path, flags, mode); }
int openat64(int dir, const char *path, int flags, ...) { MODE(flags) return opened(dir, path, flags, mode); }

int unlink(const char *path) {
    pthread_mutex_lock(&lock);
    int failed = (int)syscall(SYS_unlinkat, AT_FDCWD, path, 0);
    if (!failed && ours(path)) note('u', path, "", 0, 0);
    pthread_mutex_unlock(&lock);
    return failed;
}

int rename(const char *from, const char *to) {
    pthread_mutex_lock(&lock);
    int failed = (int)syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0);
    if (!failed && ours(to)) note('r', from, to, (uint32_t)strlen(to), 0);
    pthread_mutex_unlock(&lock);
    return failed;
}
