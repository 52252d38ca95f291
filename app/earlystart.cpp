// SPDX-License-Identifier: MIT
#include "earlystart.h"

#include "options.h"

namespace {

QElapsedTimer running()
{
    QElapsedTimer timer;
    timer.start();
    return timer;
}

} // namespace

EarlyStart::EarlyStart(const QStringList &arguments)
    : m_sinceStart(running())
{
    // What is not understood here may be for Qt, which takes it away when the application is made.
    const CommandLine commandLine = readCommandLine(arguments);
    const QString file = profileFile(commandLine.options);
    if (!commandLine.exitCode && !file.isEmpty())
        m_profile = std::make_unique<ProfileWarmup>(file);
}

EarlyStart::~EarlyStart() = default;

void EarlyStart::applicationBegins()
{
    m_fonts.applicationBegins();
    if (m_profile)
        m_profile->applicationBegins();
}

void EarlyStart::end()
{
    m_fonts.wait();
    m_profile.reset();
}

std::unique_ptr<ProfileWarmup> EarlyStart::takeProfile(const QString &filePath)
{
    if (m_profile && m_profile->filePath() == filePath)
        return std::move(m_profile);
    auto begun = std::make_unique<ProfileWarmup>(filePath);
    begun->applicationBegins();
    return begun;
}
