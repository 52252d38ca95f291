// SPDX-License-Identifier: MIT
// Part of every program that is built by mingw-w64. There a thread's local objects lie in memory of libgcc,
// and their destructors are called by libstdc++; both learn of a thread's end by a key of the pthreads
// library, which goes through its keys in the order they were made in. Left alone, libgcc's is the first: the
// memory is given back, then the destructors read it. Qt has such an object in each thread that a regular
// expression was used in, and the program crashed, now and then, when the thread that reads the profile ahead
// came to its end.

namespace __cxxabiv1 {
/// That of libstdc++, which Qt calls; programs with windows are linked with another one of the same name,
/// too.
extern "C" [[gnu::dllimport]] int __cxa_thread_atexit(void (*destructor)(void *), void *object, void *module);
} // namespace __cxxabiv1

namespace {

void nothing(void *)
{ }

/// Makes libstdc++ make its key, before anything in the program has a local object.
[[gnu::constructor(101)]] void destructorsGoFirst()
{
    __cxxabiv1::__cxa_thread_atexit(&nothing, nullptr, nullptr);
}

} // namespace
