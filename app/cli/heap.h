// SPDX-License-Identifier: MIT
#pragma once

/// For a program that reads megabytes in several threads and then ends: what one page of a list gave back is
/// kept for the next one, where the system can be told so (glibc). To be called before the first thread.
void keepFreedMemory();
