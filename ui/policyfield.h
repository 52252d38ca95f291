// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

class LengthCounter;
class NoteLine;
class QPlainTextEdit;

/// Where the rules of a policy token are typed or pasted: fixed font, counted live, with what the service
/// will hardly take said beneath. objectName of the text "policyText", of the note "policyNote".
class PolicyField final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PolicyField)

public:
    explicit PolicyField(QWidget *parent = nullptr);

    void setLimit(int characters); ///< 0 = none
    void setText(const QString &text);
    [[nodiscard]] QString text() const;
    /// Why it cannot be sent, as a sentence; empty = it can.
    [[nodiscard]] QString complaint() const;
    [[nodiscard]] QWidget *focusTarget() const;

Q_SIGNALS:
    void changed();

private:
    void judge();

    QPlainTextEdit *m_text;
    LengthCounter *m_counter;
    NoteLine *m_note;
    int m_limit = 0;
};
