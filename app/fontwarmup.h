// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

#include <future>

/// Reads the system's font configuration in a thread of its own, from the program's first line on. Where
/// fonts come through fontconfig this is the largest single piece of a start, and Qt would do it in the GUI
/// thread when the first text is measured. Does nothing where there is no fontconfig. Thread: create and wait
/// in one thread.
class FontWarmup final
{
public:
    FontWarmup();
    ~FontWarmup(); ///< waits
    Q_DISABLE_COPY_MOVE(FontWarmup)

    /// To be called before the first text is measured: who comes while the reading runs would read again.
    void wait();

private:
    std::future<void> m_reading;
};
