// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

#include <future>

/// Makes the fonts ready in a thread of its own while the program starts: the system's font configuration
/// from the program's first line on, Qt's list of the fonts once there is an application. Where fonts come
/// through fontconfig this is the largest single piece of a start, and Qt would do it in the GUI thread when
/// the first text is measured. Does nothing where there is no fontconfig. Thread: create and call in one
/// thread.
class FontWarmup final
{
public:
    FontWarmup();
    ~FontWarmup(); ///< waits
    Q_DISABLE_COPY_MOVE(FontWarmup)

    /// There is a QGuiApplication now, and for as long as this object works.
    void applicationBegins();
    /// To be called before the first text is measured: who comes while the reading runs would read again.
    void wait();

private:
    void tell(bool hasApplication);

    std::promise<bool> m_application; ///< false: there will be none
    bool m_hasTold = false;
    std::future<void> m_reading;
};
