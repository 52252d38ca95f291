// SPDX-License-Identifier: MIT
// Put before a program by LD_PRELOAD: kills it (SIGKILL) at one of the calls by which it changes something
// outside of itself, or hears of it. Those on files, directories, sockets and the standard streams count. Not
// counted: pipes and the like of its own, SQLite's index of its log (made anew by whoever opens the
// database), and the reading of single bytes, by which Qt goes through the head of an answer.
//
// Before each such call is a step, from 1; after one is where the next begins, except that what was sent has
// left: after sending is a step, too.
//
// TOKENRY_KILL_STEP: the step to die at; unset or 0 = none.
// TOKENRY_KILL_NOTE: a file that gets a line for every step that was reached.
#include <dlfcn.h>
#include <fcntl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace {

constexpr char socketWord[] = "socket";
constexpr char indexEnding[] = "-shm";
std::atomic<long> stepCount{0};

long wantedStep()
{
    static const long step = [] {
        const char *text = std::getenv("TOKENRY_KILL_STEP");
        return text ? std::atol(text) : 0L;
    }();
    return step;
}

int noteFile()
{
    static const int file = [] {
        const char *path = std::getenv("TOKENRY_KILL_NOTE");
        return path ? ::open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600) : -1;
    }();
    return file;
}

void note(const char *words, const char *object)
{
    if (noteFile() < 0)
        return;
    char line[512];
    const int size = std::snprintf(line, sizeof line, "%s %s\n", words, object);
    // Not by write(), which is one of the calls that are counted.
    if (size > 0)
        (void)::syscall(SYS_write, noteFile(), line, static_cast<std::size_t>(size));
}

/// What stands behind the descriptor; empty when it does not count.
void describe(int descriptor, char (&text)[300])
{
    text[0] = '\0';
    struct stat state
    { };
    if (::fstat(descriptor, &state) != 0)
        return;
    if (S_ISSOCK(state.st_mode)) {
        std::strcpy(text, socketWord);
    } else if (descriptor == STDOUT_FILENO || descriptor == STDERR_FILENO) {
        std::strcpy(text, descriptor == STDOUT_FILENO ? "stdout" : "stderr");
    } else if (S_ISREG(state.st_mode) || S_ISDIR(state.st_mode)) {
        char link[64];
        std::snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
        const ssize_t size = ::readlink(link, text, sizeof text - 1);
        text[size > 0 ? size : 0] = '\0';
        const std::size_t length = std::strlen(text);
        const std::size_t ending = std::strlen(indexEnding);
        if (length > ending && std::strcmp(text + length - ending, indexEnding) == 0)
            text[0] = '\0';
    }
}

void step(const char *words, const char *object)
{
    const long number = ++stepCount;
    note(words, object);
    if (number != wantedStep())
        return;
    (void)::kill(::getpid(), SIGKILL);
    for (;;)
        ::pause(); // the signal may take another thread first
}

/// A call with a path.
void stepBefore(const char *call, const char *path)
{
    const int kept = errno;
    step(call, path);
    errno = kept;
}

enum class Of { Anything, Sockets };

/// A call with a descriptor; whether it counts.
bool stepBefore(const char *call, int descriptor, Of what = Of::Anything)
{
    const int kept = errno;
    char object[300];
    describe(descriptor, object);
    const bool isSocket = std::strcmp(object, socketWord) == 0;
    const bool counts = object[0] != '\0' && (isSocket || what == Of::Anything);
    if (counts)
        step(call, object);
    errno = kept;
    return counts && isSocket;
}

void stepAfter(bool isSocket, const char *call)
{
    if (!isSocket)
        return;
    const int kept = errno;
    step(call, "done");
    errno = kept;
}

template <class Function>
Function *next(const char *name)
{
    return reinterpret_cast<Function *>(::dlsym(RTLD_NEXT, name));
}

} // namespace

#define NEXT(name) static auto *const real = next<decltype(name)>(#name)

extern "C" {

ssize_t write(int descriptor, const void *bytes, size_t size)
{
    NEXT(write);
    const bool isSocket = stepBefore("write", descriptor);
    const ssize_t sent = real(descriptor, bytes, size);
    stepAfter(isSocket, "write");
    return sent;
}

ssize_t writev(int descriptor, const iovec *parts, int count)
{
    NEXT(writev);
    const bool isSocket = stepBefore("writev", descriptor);
    const ssize_t sent = real(descriptor, parts, count);
    stepAfter(isSocket, "writev");
    return sent;
}

ssize_t pwrite(int descriptor, const void *bytes, size_t size, off_t offset)
{
    NEXT(pwrite);
    stepBefore("pwrite", descriptor);
    return real(descriptor, bytes, size, offset);
}

ssize_t pwrite64(int descriptor, const void *bytes, size_t size, off64_t offset)
{
    NEXT(pwrite64);
    stepBefore("pwrite64", descriptor);
    return real(descriptor, bytes, size, offset);
}

int ftruncate(int descriptor, off_t size) noexcept
{
    NEXT(ftruncate);
    stepBefore("ftruncate", descriptor);
    return real(descriptor, size);
}

int ftruncate64(int descriptor, off64_t size) noexcept
{
    NEXT(ftruncate64);
    stepBefore("ftruncate64", descriptor);
    return real(descriptor, size);
}

int fsync(int descriptor)
{
    NEXT(fsync);
    stepBefore("fsync", descriptor);
    return real(descriptor);
}

int fdatasync(int descriptor)
{
    NEXT(fdatasync);
    stepBefore("fdatasync", descriptor);
    return real(descriptor);
}

int unlink(const char *path) noexcept
{
    NEXT(unlink);
    stepBefore("unlink", path);
    return real(path);
}

int unlinkat(int folder, const char *path, int flags) noexcept
{
    NEXT(unlinkat);
    stepBefore("unlinkat", path);
    return real(folder, path, flags);
}

int rename(const char *from, const char *to) noexcept
{
    NEXT(rename);
    stepBefore("rename", to);
    return real(from, to);
}

int renameat(int fromFolder, const char *from, int toFolder, const char *to) noexcept
{
    NEXT(renameat);
    stepBefore("renameat", to);
    return real(fromFolder, from, toFolder, to);
}

int renameat2(int fromFolder, const char *from, int toFolder, const char *to, unsigned flags) noexcept
{
    NEXT(renameat2);
    stepBefore("renameat2", to);
    return real(fromFolder, from, toFolder, to, flags);
}

int link(const char *from, const char *to) noexcept
{
    NEXT(link);
    stepBefore("link", to);
    return real(from, to);
}

int linkat(int fromFolder, const char *from, int toFolder, const char *to, int flags) noexcept
{
    NEXT(linkat);
    stepBefore("linkat", to);
    return real(fromFolder, from, toFolder, to, flags);
}

int connect(int descriptor, const sockaddr *address, socklen_t size)
{
    NEXT(connect);
    stepBefore("connect", descriptor, Of::Sockets);
    return real(descriptor, address, size);
}

ssize_t send(int descriptor, const void *bytes, size_t size, int flags)
{
    NEXT(send);
    const bool isSocket = stepBefore("send", descriptor, Of::Sockets);
    const ssize_t sent = real(descriptor, bytes, size, flags);
    stepAfter(isSocket, "send");
    return sent;
}

ssize_t sendto(
    int descriptor, const void *bytes, size_t size, int flags, const sockaddr *address, socklen_t length)
{
    NEXT(sendto);
    const bool isSocket = stepBefore("sendto", descriptor, Of::Sockets);
    const ssize_t sent = real(descriptor, bytes, size, flags, address, length);
    stepAfter(isSocket, "sendto");
    return sent;
}

ssize_t sendmsg(int descriptor, const msghdr *message, int flags)
{
    NEXT(sendmsg);
    const bool isSocket = stepBefore("sendmsg", descriptor, Of::Sockets);
    const ssize_t sent = real(descriptor, message, flags);
    stepAfter(isSocket, "sendmsg");
    return sent;
}

ssize_t read(int descriptor, void *bytes, size_t size)
{
    NEXT(read);
    if (size > 1)
        stepBefore("read", descriptor, Of::Sockets);
    return real(descriptor, bytes, size);
}

ssize_t recv(int descriptor, void *bytes, size_t size, int flags)
{
    NEXT(recv);
    if (size > 1)
        stepBefore("recv", descriptor, Of::Sockets);
    return real(descriptor, bytes, size, flags);
}

ssize_t recvmsg(int descriptor, msghdr *message, int flags)
{
    NEXT(recvmsg);
    stepBefore("recvmsg", descriptor, Of::Sockets);
    return real(descriptor, message, flags);
}

} // extern "C"
