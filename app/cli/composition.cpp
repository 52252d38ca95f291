// SPDX-License-Identifier: MIT
#include "cli/composition.h"

#include "store/profilefolder.h"

Composition::Composition()
    : m_profile(std::make_unique<Profile>(m_clock))
    , m_safekeeper(m_clock, *m_profile)
    , m_door(*m_profile, m_keychain, m_background)
    , m_sessions(m_clock, m_safekeeper, m_background)
{ }

Composition::Composition(const QString &directory)
    : m_profile(std::make_unique<Profile>(m_clock, directoryOf(directory)))
    , m_safekeeper(m_clock, *m_profile)
    , m_door(*m_profile, m_keychain, m_background)
    , m_sessions(m_clock, m_safekeeper, m_background)
{ }

Composition::~Composition() = default;

QString Composition::directoryOf(const QString &directory)
{
    return directory.isEmpty() ? defaultProfileFolder() : directory;
}
