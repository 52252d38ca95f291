// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

/// For a program that reads megabytes in several threads and then ends: what one page of a list gave back is
/// kept for the next one, and fresh memory comes in large pages, where the system can be told so (glibc). To
/// be called before the first thread.
void keepFreedMemory();

/// For a program with a window, which makes some megabytes of small things before it shows anything: they
/// come in large pages, where the system can be told so (glibc). To be called before the first thread.
void startInLargePages();

/// For a thread that is about to make many small things: lets its heap grow by so many bytes at once, in
/// large pages where there are any. By itself glibc asks the system for every four kilobytes, each time
/// stopping whoever else wants memory. What is not used is not taken. Elsewhere nothing happens.
void growHeap(qsizetype bytes);
