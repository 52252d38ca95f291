// SPDX-License-Identifier: MIT
#pragma once

#include "ui/icons.h"
#include "ui/tone.h"

#include <QWidget>

#include <memory>

struct Account;

/// The top of a dialog: a headline that says what happens to which token, and beneath it the account, with
/// the mark that production accounts wear. A long name is shortened in the middle to two lines; the whole is
/// in the tooltip and for assistive technology.
class DialogHeader final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DialogHeader)

public:
    explicit DialogHeader(QWidget *parent = nullptr);
    ~DialogHeader() override;

    void setGlyph(Glyph glyph, Tone tone = Tone::Plain);
    /// `pattern` may hold %1, which stands for the quoted name.
    void setHeadline(const QString &pattern, const QString &untrustedName = {});
    /// `place` may be empty ("Organization", a workspace's name).
    void setAccount(const Account &account, const QString &place);
    /// A line of its own beside the marks of the account.
    void setAccountLine(const QString &untrustedText, const Account &marked);
    /// The same without an account.
    void setLine(const QString &untrustedText);
    [[nodiscard]] QString headline() const; ///< whole, as assistive technology reads it

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    class Private;
    std::unique_ptr<Private> d;
};
