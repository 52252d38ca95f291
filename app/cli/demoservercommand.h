// SPDX-License-Identifier: MIT
#pragma once

#include "cli/command.h"
#include "cli/commandline.h"
#include "cli/commandspec.h"
#include "core/clock.h"

#include <QObject>

#include <memory>

class DemoServer;
struct DemoOptions;

/// `tokenry-cli demo-server`: the provider simulator as a program of its own. Prints one line of JSON with
/// its addresses and accounts, then serves until it is told to stop.
class DemoServerCommand final : public QObject, public Command
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DemoServerCommand)

public:
    DemoServerCommand();
    ~DemoServerCommand() override;

    [[nodiscard]] static CommandSpec spec();
    [[nodiscard]] std::optional<int> start(const CommandLine &line) override;

private:
    [[nodiscard]] QString readOptions(DemoOptions &options) const;
    [[nodiscard]] QString readNumber(const QString &option, int most, int &number) const;
    [[nodiscard]] QString loadFaults() const;
    [[nodiscard]] QByteArray announcement() const;

    std::optional<CommandLine> m_line;
    SystemClock m_clock;
    std::unique_ptr<DemoServer> m_server;
};
