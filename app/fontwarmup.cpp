// SPDX-License-Identifier: MIT
#include "fontwarmup.h"

#ifdef TOKENRY_FONTCONFIG
#include <fontconfig/fontconfig.h>
#endif

FontWarmup::FontWarmup()
{
#ifdef TOKENRY_FONTCONFIG
    m_reading = std::async(std::launch::async, [] { FcInit(); });
#endif
}

FontWarmup::~FontWarmup()
{
    wait();
}

void FontWarmup::wait()
{
    if (m_reading.valid())
        m_reading.get();
}
