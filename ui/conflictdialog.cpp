// SPDX-License-Identifier: MIT
#include "ui/conflictdialog.h"

#include "core/clock.h"
#include "core/tokendifference.h"
#include "session/session.h"
#include "ui/dialogframe.h"
#include "ui/dialogheader.h"
#include "ui/facttext.h"
#include "ui/theme.h"
#include "ui/tokentext.h"

#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>

namespace {

QString entityName(const TokenRole &role, const Session &session)
{
    switch (role.entityType) {
    case EntityType::Organization:
        return ConflictDialog::tr("Organization");
    case EntityType::Workspace:
        return singleLine(session.placeName({role.entityId}));
    case EntityType::Deployment:
    case EntityType::Other:
        break;
    }
    return singleLine(role.entityId);
}

QString rolesText(const Token &token, const Session &session)
{
    if (!token.areRolesTold)
        return ConflictDialog::tr("not told");
    QStringList lines;
    for (const TokenRole &role : token.roles)
        lines.append(ConflictDialog::tr("%1: %2").arg(entityName(role, session), roleLabel(role.role)));
    lines.sort();
    return lines.isEmpty() ? ConflictDialog::tr("no role") : lines.join(u'\n');
}

const QString mutedName = QStringLiteral("conflictHead");

QLabel *mutedLabel(const QString &text)
{
    auto *label = new QLabel(text);
    label->setObjectName(mutedName);
    label->setTextFormat(Qt::PlainText);
    return label;
}

} // namespace

ConflictDialog::ConflictDialog(const Session &session, const Token &shown, const Token &now,
    const TokenChange &mine, const Clock &clock, QWidget *parent)
    : QDialog(parent)
{
    setObjectName(QStringLiteral("conflictDialog"));
    setWindowTitle(tr("Changed meanwhile"));
    setAttribute(Qt::WA_DeleteOnClose);
    auto *frame = new DialogFrame(this);
    frame->header().setGlyph(Glyph::Warning, Tone::Warning);
    frame->header().setHeadline(tr("Somebody changed %1 while you did"), shown.name);
    frame->header().setAccount(session.account(), session.placeName(shown.place()));

    auto *told = new QLabel(whoAndWhen(now, clock));
    told->setObjectName(QStringLiteral("conflictTold"));
    told->setTextFormat(Qt::PlainText);
    told->setWordWrap(true);
    frame->addToBody(told);

    auto *table = new QWidget;
    auto *grid = new QGridLayout(table);
    grid->setContentsMargins(0, 8, 0, 8);
    grid->setHorizontalSpacing(16);
    grid->setVerticalSpacing(8);
    const QStringList heads{tr("As you opened it"), tr("Now"), tr("With your changes")};
    for (int column = 0; column < heads.size(); ++column) {
        grid->addWidget(mutedLabel(heads.at(column)), 0, column + 1, Qt::AlignTop);
        grid->setColumnStretch(column + 1, 1);
    }
    const Token after = TokenDifference::applied(now, mine);
    addRow(*grid, QStringLiteral("name"), tr("Name"), {shown.name, now.name, after.name});
    addRow(*grid, QStringLiteral("description"), tr("Description"),
        {shown.description, now.description, after.description});
    addRow(*grid, QStringLiteral("roles"), tr("Roles"),
        {rolesText(shown, session), rolesText(now, session), rolesText(after, session)});
    frame->addToBody(table, 1);

    frame->setPrimary(tr("Save mine over it"), tr("Saving…"), DialogFrame::Danger::Yes);
    QPushButton *take = frame->addButton(QStringLiteral("takeTheirsButton"), tr("Take theirs into the form"));
    frame->setCancelLabel(tr("Back to the form"));
    connect(frame, &DialogFrame::primaryClicked, this, [this] {
        Q_EMIT overwriteChosen();
        accept();
    });
    connect(take, &QPushButton::clicked, this, [this] {
        Q_EMIT takeTheirsChosen();
        accept();
    });
    connect(frame, &DialogFrame::cancelClicked, this, &QDialog::reject);
    applyColours();
}

void ConflictDialog::applyColours()
{
    QPalette muted = palette();
    muted.setColor(QPalette::WindowText, themeColours(muted).mutedText);
    const QList<QLabel *> labels = findChildren<QLabel *>(mutedName);
    for (QLabel *label : labels)
        label->setPalette(muted);
}

void ConflictDialog::changeEvent(QEvent *event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        applyColours();
}

QString ConflictDialog::whoAndWhen(const Token &now, const Clock &clock)
{
    const QString who =
        now.updatedBy.isEmpty() ? tr("Somebody (the provider does not tell who)") : singleLine(now.updatedBy);
    const QString what = now.updatedAt.isKnown()
        ? tr("%1 changed it %2 (%3).")
              .arg(who, momentText(now.updatedAt, clock.nowUtc(), {}), momentExact(now.updatedAt))
        : tr("%1 changed it; the provider does not tell when.").arg(who);
    return what + QLatin1Char(' ') + tr("Nothing of yours has been sent.");
}

void ConflictDialog::addRow(
    QGridLayout &grid, const QString &key, const QString &label, const QStringList &texts)
{
    const QStringList columns{
        QStringLiteral("conflictShown_"), QStringLiteral("conflictNow_"), QStringLiteral("conflictMine_")};
    const int row = grid.rowCount();
    grid.addWidget(mutedLabel(label), row, 0, Qt::AlignTop);
    for (int column = 0; column < columns.size(); ++column) {
        auto *cell = new FactText(nullptr);
        cell->setObjectName(columns.at(column) + key);
        cell->setAccessibleName(label);
        cell->showText(texts.at(column).isEmpty() ? tr("(empty)") : texts.at(column));
        // What is not as it was before stands out by its weight, which needs no colour.
        if (column > 0 && texts.at(column) != texts.at(column - 1)) {
            QFont strong = cell->font();
            strong.setWeight(QFont::DemiBold);
            cell->setFont(strong);
        }
        grid.addWidget(cell, row, column + 1, Qt::AlignTop);
    }
}
