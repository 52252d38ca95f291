// SPDX-License-Identifier: MIT
#include "ui/policydialog.h"

#include "core/token.h"
#include "session/session.h"
#include "ui/dialogframe.h"
#include "ui/dialogheader.h"

#include <QFontDatabase>
#include <QPlainTextEdit>

PolicyDialog::PolicyDialog(const Session &session, const Token &token, const QString &policy, QWidget *parent)
    : QDialog(parent)
{
    setObjectName(QStringLiteral("policyDialog"));
    setWindowTitle(tr("Policy"));
    setAttribute(Qt::WA_DeleteOnClose);
    auto *frame = new DialogFrame(this);
    frame->header().setGlyph(Glyph::Key);
    frame->header().setHeadline(tr("The policy of %1"), token.name);
    frame->header().setAccount(session.account(), session.placeName(token.place()));
    auto *text = new QPlainTextEdit;
    text->setObjectName(QStringLiteral("policyShown"));
    text->setAccessibleName(tr("Policy"));
    text->setReadOnly(true);
    text->setTabChangesFocus(true);
    text->setLineWrapMode(QPlainTextEdit::NoWrap);
    text->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    text->setMinimumSize(text->fontMetrics().averageCharWidth() * 60, text->fontMetrics().lineSpacing() * 14);
    text->setPlainText(policy);
    frame->addToBody(text, 1);
    frame->setPrimaryVisible(false);
    frame->setCancelLabel(tr("Close"));
    connect(frame, &DialogFrame::cancelClicked, this, &QDialog::reject);
}
