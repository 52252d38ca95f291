// SPDX-License-Identifier: MIT
#include "fontwarmup.h"

#ifdef TOKENRY_FONTCONFIG
#include <QFontDatabase>
#include <QStringList>

#include <fontconfig/fontconfig.h>
#endif

FontWarmup::FontWarmup()
{
#ifdef TOKENRY_FONTCONFIG
    m_reading = std::async(std::launch::async, [application = m_application.get_future()]() mutable {
        FcInit();
        if (application.get())
            QFontDatabase::families(); // Qt guards the list, which all threads share
    });
#endif
}

FontWarmup::~FontWarmup()
{
    wait();
}

void FontWarmup::applicationBegins()
{
    tell(true);
}

void FontWarmup::wait()
{
    tell(false);
    if (m_reading.valid())
        m_reading.get();
}

void FontWarmup::tell(bool hasApplication)
{
    if (!m_hasTold)
        m_application.set_value(hasApplication);
    m_hasTold = true;
}
