// SPDX-License-Identifier: MIT
#include "demodesk.h"
#include "ui/facttext.h"
#include "ui/flowlayout.h"
#include "ui/theme.h"
#include "ui/tokendetails.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QTest>
#include <QToolButton>

namespace {

Token fullToken(const Session &session)
{
    Token token;
    token.accountId = session.account().id;
    token.id = QStringLiteral("clx1234567890abcdefghijklmnop");
    token.name = QStringLiteral("<b>deploy</b>");
    token.description = QStringLiteral("first line\nsecond <i>line</i>");
    token.shortToken = QStringLiteral("abc…xyz");
    token.createdBy = QStringLiteral("Jane Doe");
    token.updatedBy = QStringLiteral("John Roe");
    token.createdAt = Moment::fromText(QStringLiteral("2026-01-02T03:04:05Z"));
    token.updatedAt = Moment::fromText(QStringLiteral("2026-02-03T04:05:06Z"));
    token.expiresAt = Moment::fromText(QStringLiteral("2026-12-04T13:00:00Z"));
    token.expiryPeriodDays = 90;
    TokenRole organization;
    organization.role = QStringLiteral("ORGANIZATION_OWNER");
    TokenRole workspace;
    workspace.entityType = EntityType::Workspace;
    workspace.entityId = QStringLiteral("w-1");
    workspace.role = QStringLiteral("WORKSPACE_OPERATOR");
    token.roles = {organization, workspace};
    return token;
}

/// Everything readable on the pane, line by line.
QString allText(const TokenDetails &details)
{
    QStringList lines;
    const QList<FactText *> texts = details.findChildren<FactText *>();
    for (const FactText *text : texts) {
        if (text->isVisible())
            lines.append(text->toPlainText());
    }
    return lines.join(u'\n');
}

struct Pane
{
    [[nodiscard]] bool open()
    {
        if (!desk.open())
            return false;
        session = desk.sessions.all().constFirst();
        details.resize(280, 600);
        details.show();
        return QTest::qWaitForWindowExposed(&details);
    }

    DemoDesk desk;
    QAction edit{QStringLiteral("Edit…")};
    QAction remove{QStringLiteral("Remove from workspace…")};
    TokenDetails details{desk.clock, {&edit, &remove}};
    Session *session = nullptr;
};

} // namespace

class TestTokenDetails final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { applyTheme(*qApp, ThemeMode::Light); }
    void showsEveryFact();
    void leavesOutWhatIsNotThere();
    void emptyAndSeveral();
    void copiesTheId();
    void actionsAreButtons();
    void neverScrollsSideways();
    void textIsPlainAndSelectable();
    void labelsFollowTheTheme();
    void factTextIsAsTallAsItsLines();
    void flowGoesToTheNextLine();
};

void TestTokenDetails::showsEveryFact()
{
    Pane pane;
    QVERIFY(pane.open());
    pane.details.showToken(fullToken(*pane.session), *pane.session);
    const QString text = allText(pane.details);
    for (const char *part :
        {"<b>deploy</b>", "second <i>line</i>", "abc…xyz", "clx1234567890", "10 months ago by Jane Doe",
            "9 months ago by John Roe", "2 Jan 2026, 03:04:05\n", "4 Dec 2026, 13:00:00\nin 12 days",
            "90 days", "Organization: Organization owner", "Workspace w-1: Workspace operator"})
        QVERIFY2(text.contains(QString::fromUtf8(part)), part);
    QVERIFY(text.contains(pane.session->account().name));
    auto *badge = pane.details.findChild<QWidget *>(QStringLiteral("detailsStatus"));
    QVERIFY(badge);
    QCOMPARE(badge->accessibleName(), QStringLiteral("Expiring soon, in 12 days"));
    pane.details.setSoonDays(3);
    pane.details.showToken(fullToken(*pane.session), *pane.session);
    QCOMPARE(badge->accessibleName(), QStringLiteral("Active, expires in 12 days"));
}

void TestTokenDetails::leavesOutWhatIsNotThere()
{
    Pane pane;
    QVERIFY(pane.open());
    Token token;
    token.accountId = pane.session->account().id;
    token.id = QStringLiteral("id");
    pane.details.showToken(token, *pane.session);
    const QString text = allText(pane.details);
    QVERIFY(text.contains(QStringLiteral("no name")));
    QVERIFY(text.contains(QStringLiteral("no role")));
    QVERIFY(text.contains(QStringLiteral("not provided")));
    const QList<QLabel *> labels = pane.details.findChildren<QLabel *>();
    for (const QLabel *label : labels) {
        for (const char *absent : {"Description", "Short form", "Lifetime", "Valid from", "Updated"})
            QVERIFY2(!label->isVisible() || label->text() != QLatin1String(absent), absent);
    }
}

void TestTokenDetails::emptyAndSeveral()
{
    Pane pane;
    QVERIFY(pane.open());
    auto *message = pane.details.findChild<QLabel *>(QStringLiteral("detailsMessage"));
    QVERIFY(message);
    QVERIFY(message->isVisible());
    const QString nothing = message->text();
    QVERIFY(!nothing.isEmpty());
    pane.details.showSeveral(3);
    QVERIFY(message->text().contains(u'3'));
    pane.details.showToken(fullToken(*pane.session), *pane.session);
    QVERIFY(!message->isVisible());
    pane.details.showNothing();
    QVERIFY(message->isVisible());
    QCOMPARE(message->text(), nothing);
}

void TestTokenDetails::copiesTheId()
{
    Pane pane;
    QVERIFY(pane.open());
    const Token token = fullToken(*pane.session);
    pane.details.showToken(token, *pane.session);
    auto *button = pane.details.findChild<QToolButton *>(QStringLiteral("copyIdButton"));
    QVERIFY(button);
    QVERIFY(!button->accessibleName().isEmpty());
    QTest::mouseClick(button, Qt::LeftButton);
    QCOMPARE(QApplication::clipboard()->text(), token.id);
}

void TestTokenDetails::actionsAreButtons()
{
    Pane pane;
    QVERIFY(pane.open());
    pane.details.showToken(fullToken(*pane.session), *pane.session);
    int edits = 0;
    QObject::connect(&pane.edit, &QAction::triggered, &pane.details, [&edits] { ++edits; });
    QToolButton *editButton = nullptr;
    const QList<QToolButton *> buttons = pane.details.findChildren<QToolButton *>();
    for (QToolButton *button : buttons) {
        if (button->defaultAction() == &pane.edit)
            editButton = button;
    }
    QVERIFY(editButton);
    QTest::mouseClick(editButton, Qt::LeftButton);
    QCOMPARE(edits, 1);
    pane.edit.setEnabled(false);
    QVERIFY(!editButton->isEnabled());
}

void TestTokenDetails::neverScrollsSideways()
{
    Pane pane;
    QVERIFY(pane.open());
    Token token = fullToken(*pane.session);
    token.name = QString(256, u'W');
    token.description = QString(600, u'x');
    token.createdBy = QString(120, u'y');
    pane.details.showToken(token, *pane.session);
    auto *area = pane.details.findChild<QScrollArea *>();
    QVERIFY(area);
    QTRY_COMPARE(area->widget()->width(), area->viewport()->width());
    QCOMPARE(area->horizontalScrollBar()->maximum(), 0);
    QVERIFY(area->verticalScrollBar()->maximum() > 0);
    const QList<QWidget *> children = area->widget()->findChildren<QWidget *>();
    for (const QWidget *child : children) {
        if (child->isVisible() && child->parentWidget() == area->widget())
            QVERIFY(child->geometry().right() <= area->widget()->width());
    }
}

void TestTokenDetails::textIsPlainAndSelectable()
{
    Pane pane;
    QVERIFY(pane.open());
    pane.details.showToken(fullToken(*pane.session), *pane.session);
    auto *name = pane.details.findChild<FactText *>(QStringLiteral("detailsName"));
    QVERIFY(name);
    QCOMPARE(name->toPlainText(), QStringLiteral("<b>deploy</b>"));
    QVERIFY(name->isReadOnly());
    name->selectAll();
    name->copy();
    QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("<b>deploy</b>"));
}

void TestTokenDetails::labelsFollowTheTheme()
{
    Pane pane;
    QVERIFY(pane.open());
    auto *message = pane.details.findChild<QLabel *>(QStringLiteral("detailsMessage"));
    const auto colour = [message] { return message->palette().color(QPalette::WindowText); };
    QCOMPARE(colour(), themeColours(themePalette(ThemeMode::Light)).mutedText);
    applyTheme(*qApp, ThemeMode::Dark);
    QTRY_COMPARE(colour(), themeColours(themePalette(ThemeMode::Dark)).mutedText);
}

void TestTokenDetails::factTextIsAsTallAsItsLines()
{
    FactText text(nullptr);
    text.resize(200, 20);
    text.show();
    text.showText(QStringLiteral("one"));
    const int one = text.height();
    text.showText(QStringLiteral("one\ntwo\nthree"));
    QVERIFY(text.height() >= 3 * one - 3);
    text.showText(QString(200, u'W'));
    QVERIFY(text.height() > 5 * one);
    QCOMPARE(text.verticalScrollBar()->maximum(), 0);
    text.resize(800, text.height());
    QTRY_VERIFY(text.height() < 5 * one);
}

void TestTokenDetails::flowGoesToTheNextLine()
{
    QWidget window;
    auto *flow = new FlowLayout(8);
    window.setLayout(flow);
    QList<QPushButton *> buttons;
    for (int i = 0; i < 3; ++i) {
        buttons.append(new QPushButton(QStringLiteral("Button %1").arg(i)));
        buttons.last()->setFixedSize(100, 30);
        flow->addWidget(buttons.last());
    }
    window.resize(220, 200);
    window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    QCOMPARE(buttons.at(0)->y(), buttons.at(1)->y());
    QCOMPARE(buttons.at(2)->y(), buttons.at(0)->y() + 38);
    QCOMPARE(buttons.at(2)->x(), buttons.at(0)->x());
    QCOMPARE(flow->heightForWidth(220), 68);
    buttons.at(0)->hide();
    QTRY_COMPARE(buttons.at(2)->y(), buttons.at(1)->y());
}

QTEST_MAIN(TestTokenDetails)
#include "tst_tokendetails.moc"
