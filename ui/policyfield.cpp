// SPDX-License-Identifier: MIT
#include "ui/policyfield.h"

#include "session/policytext.h"
#include "ui/lengthcounter.h"
#include "ui/noteline.h"

#include <QFontDatabase>
#include <QPlainTextEdit>
#include <QVBoxLayout>

namespace {

constexpr int shownLines = 7;

} // namespace

PolicyField::PolicyField(QWidget *parent)
    : QWidget(parent)
    , m_text(new QPlainTextEdit(this))
    , m_counter(new LengthCounter(this))
    , m_note(new NoteLine(this))
{
    m_text->setObjectName(QStringLiteral("policyText"));
    m_text->setAccessibleName(tr("Policy"));
    m_text->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_text->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_text->setTabChangesFocus(true);
    m_text->setPlaceholderText(QStringLiteral("default allow := false\n\nallow {\n    …\n}"));
    m_text->setMinimumHeight(m_text->fontMetrics().lineSpacing() * shownLines);
    m_note->setObjectName(QStringLiteral("policyNote"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_counter, 0, Qt::AlignRight);
    layout->addWidget(m_note);
    connect(m_text, &QPlainTextEdit::textChanged, this, [this] {
        judge();
        Q_EMIT changed();
    });
    judge();
}

void PolicyField::setLimit(int characters)
{
    m_limit = characters;
    m_counter->setLimit(characters);
}

void PolicyField::setText(const QString &text)
{
    m_text->setPlainText(text);
}

QString PolicyField::text() const
{
    return m_text->toPlainText();
}

QString PolicyField::complaint() const
{
    if (text().trimmed().isEmpty())
        return tr("Enter the policy's rules.");
    if (m_limit > 0 && PolicyText::length(text()) > m_limit)
        return tr("Too long: %1 characters.").arg(m_counter->text());
    return {};
}

QWidget *PolicyField::focusTarget() const
{
    return m_text;
}

void PolicyField::judge()
{
    m_counter->setLength(PolicyText::length(text()));
    const QStringList warnings = PolicyText::warnings(text());
    if (warnings.isEmpty())
        m_note->clear();
    else
        m_note->setNote(Tone::Warning, warnings.join(QLatin1Char(' ')));
}
