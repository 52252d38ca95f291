// SPDX-License-Identifier: MIT
#pragma once

#include <QDialog>

class Session;
struct Token;

/// The rules of a policy token, to read and to copy; they cannot be changed. Open with open(); it deletes
/// itself when closed. objectName "policyDialog", its text "policyShown".
class PolicyDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PolicyDialog)

public:
    PolicyDialog(const Session &session, const Token &token, const QString &policy, QWidget *parent);
};
