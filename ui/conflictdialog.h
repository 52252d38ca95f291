// SPDX-License-Identifier: MIT
#pragma once

#include "core/token.h"

#include <QDialog>

class Clock;
class QGridLayout;
class Session;

/// Two versions of a token side by side: somebody changed it while a form was open, and nothing was sent.
/// Shows who and when, what they changed, and what it would be with the person's own changes; the person
/// chooses. Open with open(); it deletes itself when closed. objectName "conflictDialog"; the buttons are
/// "primaryButton" (overwrite), "takeTheirsButton" and "cancelButton"; the cells "conflictShown_name",
/// "conflictNow_name", "conflictMine_name", and likewise for "description" and "roles".
class ConflictDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ConflictDialog)

public:
    /// `shown`: as the form was opened with; `now`: as the service has it; `mine`: what was typed.
    ConflictDialog(const Session &session, const Token &shown, const Token &now, const TokenChange &mine,
        const Clock &clock, QWidget *parent);

Q_SIGNALS:
    void overwriteChosen();
    void takeTheirsChosen();

protected:
    void changeEvent(QEvent *event) override;

private:
    void applyColours();
    [[nodiscard]] static QString whoAndWhen(const Token &now, const Clock &clock);
    void addRow(QGridLayout &grid, const QString &key, const QString &label, const QStringList &texts);
};
