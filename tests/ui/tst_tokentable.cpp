// SPDX-License-Identifier: MIT
#include "demodesk.h"
#include "support/tokenvalues.h"
#include "ui/icons.h"
#include "ui/theme.h"
#include "ui/tokendelegate.h"
#include "ui/tokenheader.h"
#include "ui/tokentable.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QDataStream>
#include <QImage>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPainter>
#include <QScrollBar>
#include <QSignalSpy>
#include <QStandardItemModel>
#include <QTest>
#include <QVBoxLayout>

namespace {

/// A shown table over the demo data.
struct Stand
{
    explicit Stand(int extraTokens = 0)
        : desk(extraTokens)
    { }

    [[nodiscard]] bool open()
    {
        if (!desk.open())
            return false;
        table.resize(1000, 500);
        table.show();
        return QTest::qWaitForWindowExposed(&table)
            && QTest::qWaitFor([this] { return filter.rowCount() == model.rowCount(); });
    }

    [[nodiscard]] QHeaderView &header() const { return *table.horizontalHeader(); }
    [[nodiscard]] QImage image() { return table.viewport()->grab().toImage(); }

    DemoDesk desk;
    TokenModel model{desk.sessions};
    TokenFilter filter{model};
    TokenTable table{filter};
};

/// Whether the picture has a pixel very near to the colour within `area`.
bool hasColour(const QImage &image, const QRect &area, const QColor &colour)
{
    for (int y = area.top(); y <= area.bottom() && y < image.height(); ++y) {
        for (int x = area.left(); x <= area.right() && x < image.width(); ++x) {
            const QColor pixel = image.pixelColor(x, y);
            if (qAbs(pixel.red() - colour.red()) + qAbs(pixel.green() - colour.green())
                    + qAbs(pixel.blue() - colour.blue())
                < 24)
                return true;
        }
    }
    return false;
}

} // namespace

class TestTokenTable final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { applyTheme(*qApp, ThemeMode::Light); }
    void looks();
    void selectionSurvivesSortingAndRefresh();
    void selectionIsOfWhatIsShown();
    void manySelectedRowsSurvive();
    void scrollPositionSurvivesNewRows();
    void newQuestionStartsAtTheTop();
    void clickingAHeaderSorts();
    void keysOfTheKeyboard();
    void cellsAreNotCopied();
    void lettersAreNotEaten();
    void menus();
    void columnMenuChoosesColumns();
    void columnsAreRemembered();
    void kindsAreShownWhereThereAreSeveral();
    void columnsOfAnEarlierVersionAreKept();
    void strangeColumnStatesAreRefused();
    void nameTakesTheRest();
    void compactRows();
    void skeleton();
    void statusIsSeenInBothThemes_data();
    void statusIsSeenInBothThemes();
    void productionHasItsEdge();
    void namesAreNeverMarkup_data();
    void namesAreNeverMarkup();
    void tooltipsAreNeverMarkup();
    void longAndRightToLeftNamesKeepTheLayout();
};

void TestTokenTable::looks()
{
    Stand stand;
    QVERIFY(stand.open());
    QCOMPARE(stand.table.objectName(), QStringLiteral("tokenTable"));
    QCOMPARE(stand.table.rowHeight(0), 28);
    QCOMPARE(stand.header().height(), 30);
    QVERIFY(!stand.table.showGrid());
    QVERIFY(stand.table.alternatingRowColors());
    QVERIFY(stand.table.isColumnHidden(TokenModel::Id));
    QVERIFY(!stand.table.verticalHeader()->isVisible());
}

void TestTokenTable::selectionSurvivesSortingAndRefresh()
{
    Stand stand;
    QVERIFY(stand.open());
    const TokenKey key = stand.filter.tokenAt(4).key();
    stand.table.select(key);
    QCOMPARE(stand.table.selectedKeys(), QList<TokenKey>{key});
    QSignalSpy changes(&stand.table, &TokenTable::selectedKeysChanged);
    stand.filter.sort(TokenModel::Expires, Qt::DescendingOrder);
    QCOMPARE(stand.table.selectedKeys(), QList<TokenKey>{key});
    QCOMPARE(stand.filter.tokenAt(stand.table.currentIndex().row()).key(), key);
    Session *session = stand.model.sessionAt(stand.model.rowOf(key));
    stand.desk.server.addToken(session->account().organizationId, {}, QStringLiteral("0 first of all"));
    const int before = stand.filter.rowCount();
    stand.desk.sessions.refreshAll();
    QTRY_COMPARE(stand.filter.rowCount(), before + 1);
    QCOMPARE(stand.table.selectedKeys(), QList<TokenKey>{key});
    QCOMPARE(changes.count(), 0);
}

void TestTokenTable::selectionIsOfWhatIsShown()
{
    Stand stand;
    QVERIFY(stand.open());
    stand.table.select(stand.filter.tokenAt(4).key());
    QSignalSpy changes(&stand.table, &TokenTable::selectedKeysChanged);
    stand.filter.setSearch(QStringLiteral("no token has this"));
    QVERIFY(stand.table.selectedKeys().isEmpty());
    QCOMPARE(changes.count(), 1);
    stand.filter.setSearch(QString());
    // What was hidden is not silently selected again.
    QVERIFY(stand.table.selectedKeys().isEmpty());
}

void TestTokenTable::manySelectedRowsSurvive()
{
    Stand stand(500);
    QVERIFY(stand.open());
    stand.table.selectAll();
    QCOMPARE(stand.table.selectedKeys().size(), stand.filter.rowCount());
    stand.filter.sort(TokenModel::Created, Qt::AscendingOrder);
    QCOMPARE(stand.table.selectedKeys().size(), stand.filter.rowCount());
    QCOMPARE(stand.table.selectedKeys().constFirst(), stand.filter.tokenAt(0).key());
}

void TestTokenTable::scrollPositionSurvivesNewRows()
{
    Stand stand(500);
    QVERIFY(stand.open());
    stand.table.verticalScrollBar()->setValue(120);
    const TokenKey top = stand.filter.tokenAt(stand.table.rowAt(0)).key();
    QVERIFY(stand.table.rowAt(0) > 50);
    const QString organization = stand.model.sessionAt(0)->account().organizationId;
    QVERIFY(!stand.desk.server.addToken(organization, {}, QStringLiteral("! first")).isEmpty());
    const int before = stand.filter.rowCount();
    stand.desk.sessions.refreshAll();
    QTRY_COMPARE(stand.filter.rowCount(), before + 1);
    QCOMPARE(stand.filter.tokenAt(stand.table.rowAt(0)).key(), top);
}

void TestTokenTable::newQuestionStartsAtTheTop()
{
    Stand stand(500);
    QVERIFY(stand.open());
    stand.table.verticalScrollBar()->setValue(200);
    stand.filter.setSearch(QStringLiteral("1"));
    QTRY_VERIFY(!stand.filter.hasArrivals()); // what was not yet read when the search began
    QVERIFY(stand.filter.rowCount() > 100);
    QVERIFY(stand.filter.rowCount() < stand.model.rowCount());
    QCOMPARE(stand.table.rowAt(0), 0);
}

void TestTokenTable::clickingAHeaderSorts()
{
    Stand stand;
    QVERIFY(stand.open());
    const auto click = [&stand](int column) {
        const QPoint at(stand.header().sectionViewportPosition(column) + 20, 15);
        QTest::mouseClick(stand.header().viewport(), Qt::LeftButton, {}, at);
    };
    click(TokenModel::Scope);
    QCOMPARE(stand.filter.sortColumn(), int(TokenModel::Scope));
    QCOMPARE(stand.filter.sortOrder(), Qt::AscendingOrder);
    click(TokenModel::Scope);
    QCOMPARE(stand.filter.sortOrder(), Qt::DescendingOrder);
}

void TestTokenTable::keysOfTheKeyboard()
{
    Stand stand;
    QVERIFY(stand.open());
    stand.table.setFocus();
    QTest::keyClick(&stand.table, Qt::Key_End);
    QCOMPARE(stand.table.currentIndex().row(), stand.filter.rowCount() - 1);
    QCOMPARE(stand.table.selectedKeys().size(), 1);
    QTest::keyClick(&stand.table, Qt::Key_Home);
    QCOMPARE(stand.table.currentIndex().row(), 0);
    QTest::keyClick(&stand.table, Qt::Key_Down, Qt::ShiftModifier);
    QCOMPARE(stand.table.selectedKeys().size(), 2);
    QSignalSpy activated(&stand.table, &TokenTable::keyActivated);
    QTest::keyClick(&stand.table, Qt::Key_Return);
    QCOMPARE(activated.count(), 1);
    QCOMPARE(activated.at(0).at(0).value<TokenKey>(), stand.filter.tokenAt(1).key());
    const QPoint third = stand.table.visualRect(stand.filter.index(3, TokenModel::Name)).center();
    QTest::mouseClick(stand.table.viewport(), Qt::LeftButton, {}, third);
    QTest::mouseDClick(stand.table.viewport(), Qt::LeftButton, {}, third);
    QCOMPARE(activated.count(), 2);
}

void TestTokenTable::cellsAreNotCopied()
{
    Stand stand;
    QVERIFY(stand.open());
    stand.table.setFocus();
    QTest::keyClick(&stand.table, Qt::Key_Home);
    QGuiApplication::clipboard()->setText(QStringLiteral("what was there"));
    QTest::keyClick(&stand.table, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("what was there"));
}

void TestTokenTable::lettersAreNotEaten()
{
    Stand stand;
    QVERIFY(stand.open());
    stand.table.setFocus();
    QTest::keyClick(&stand.table, Qt::Key_Home);
    QVERIFY(stand.filter.tokenAt(stand.filter.rowCount() / 2).name.at(0).isLetter());
    QTest::keyClicks(&stand.table, QStringLiteral("grtz"));
    QCOMPARE(stand.table.currentIndex().row(), 0);
}

void TestTokenTable::menus()
{
    Stand stand;
    QVERIFY(stand.open());
    QSignalSpy menu(&stand.table, &TokenTable::menuRequested);
    const QPoint onRow = stand.table.visualRect(stand.filter.index(2, 1)).center();
    QTest::mouseClick(stand.table.viewport(), Qt::RightButton, {}, onRow);
    QContextMenuEvent byMouse(QContextMenuEvent::Mouse, onRow, stand.table.viewport()->mapToGlobal(onRow));
    QApplication::sendEvent(stand.table.viewport(), &byMouse);
    QCOMPARE(menu.count(), 1);
    QCOMPARE(stand.table.selectedKeys(), QList<TokenKey>{stand.filter.tokenAt(2).key()});
    QContextMenuEvent byKey(QContextMenuEvent::Keyboard, QPoint(0, 0), QPoint(0, 0));
    QApplication::sendEvent(stand.table.viewport(), &byKey);
    QCOMPARE(menu.count(), 2);
    stand.table.clearSelection();
    QContextMenuEvent withoutRows(QContextMenuEvent::Keyboard, QPoint(0, 0), QPoint(0, 0));
    QApplication::sendEvent(stand.table.viewport(), &withoutRows);
    QCOMPARE(menu.count(), 2);
}

void TestTokenTable::columnMenuChoosesColumns()
{
    Stand stand;
    QVERIFY(stand.open());
    QContextMenuEvent event(QContextMenuEvent::Mouse, QPoint(20, 10), QPoint(40, 40));
    QApplication::sendEvent(stand.header().viewport(), &event);
    auto *menu = stand.header().findChild<QMenu *>(QStringLiteral("columnMenu"));
    QVERIFY(menu);
    const QList<QAction *> actions = menu->actions();
    const auto named = [&actions](const QString &text) {
        const auto found = std::find_if(actions.cbegin(), actions.cend(),
            [&text](const QAction *action) { return action->text() == text; });
        return found == actions.cend() ? nullptr : *found;
    };
    QVERIFY(named(QStringLiteral("Id")));
    QVERIFY(!named(QStringLiteral("Name"))->isEnabled());
    named(QStringLiteral("Id"))->trigger();
    QVERIFY(!stand.table.isColumnHidden(TokenModel::Id));
    named(QStringLiteral("Created by"))->trigger();
    QVERIFY(stand.table.isColumnHidden(TokenModel::CreatedBy));
    named(QStringLiteral("Reset columns"))->trigger();
    QVERIFY(stand.table.isColumnHidden(TokenModel::Id));
    QVERIFY(!stand.table.isColumnHidden(TokenModel::CreatedBy));
    menu->close();
    QTRY_VERIFY(!stand.header().findChild<QMenu *>(QStringLiteral("columnMenu")));
}

void TestTokenTable::columnsAreRemembered()
{
    Stand stand;
    QVERIFY(stand.open());
    stand.table.setColumnHidden(TokenModel::Role, true);
    stand.table.setColumnHidden(TokenModel::Id, false);
    stand.table.setColumnWidth(TokenModel::Scope, 222);
    stand.header().moveSection(stand.header().visualIndex(TokenModel::Expires), 0);
    TokenTable other(stand.filter);
    QVERIFY(other.restoreColumns(stand.table.saveColumns()));
    QVERIFY(other.isColumnHidden(TokenModel::Role));
    QVERIFY(!other.isColumnHidden(TokenModel::Id));
    QCOMPARE(other.columnWidth(TokenModel::Scope), 222);
    QCOMPARE(other.horizontalHeader()->visualIndex(TokenModel::Expires), 0);
}

void TestTokenTable::kindsAreShownWhereThereAreSeveral()
{
    Stand stand;
    QVERIFY(stand.open());
    QVERIFY(stand.table.isColumnHidden(TokenModel::Kind));
    Session *session = stand.model.sessionAt(0);
    Token odd = stand.model.tokenAt(0);
    odd.id = QStringLiteral("of-another-kind");
    odd.kind = QStringLiteral("DIRECT_ACCESS");
    Q_EMIT session->tokensUpserted(sharedOf({odd}));
    QTRY_VERIFY(!stand.table.isColumnHidden(TokenModel::Kind));
    // One that is made later knows it from the start, and what a person chose is kept.
    TokenTable later(stand.filter);
    QVERIFY(!later.isColumnHidden(TokenModel::Kind));
    QCOMPARE(stand.header().visualIndex(TokenModel::Kind), stand.header().visualIndex(TokenModel::Scope) + 1);
}

void TestTokenTable::columnsOfAnEarlierVersionAreKept()
{
    Stand stand;
    QVERIFY(stand.open());
    // As it was written before there were kinds.
    QStandardItemModel earlier(1, TokenModel::Kind);
    QHeaderView header(Qt::Horizontal);
    header.setModel(&earlier);
    header.setSectionHidden(TokenModel::Role, true);
    header.moveSection(TokenModel::Expires, 0);
    QByteArray state;
    QDataStream stream(&state, QIODevice::WriteOnly);
    stream << quint32(0x746b6e68) << quint16(1) << false << header.saveState();
    QVERIFY(stand.table.restoreColumns(state));
    QCOMPARE(stand.header().count(), int(TokenModel::ColumnCount));
    QVERIFY(stand.table.isColumnHidden(TokenModel::Role));
    QVERIFY(stand.table.isColumnHidden(TokenModel::Kind));
    QCOMPARE(stand.header().visualIndex(TokenModel::Expires), 0);
    stand.table.setColumnHidden(TokenModel::Kind, false);
    QVERIFY(stand.table.columnWidth(TokenModel::Kind) > 48);
}

void TestTokenTable::strangeColumnStatesAreRefused()
{
    Stand stand;
    QVERIFY(stand.open());
    const QByteArray before = stand.table.saveColumns();
    QVERIFY(!stand.table.restoreColumns({}));
    QVERIFY(!stand.table.restoreColumns(QByteArray("nonsense that is long enough to be read")));
    QVERIFY(!stand.table.restoreColumns(before.left(before.size() / 2)));
    QCOMPARE(stand.table.saveColumns(), before);
}

void TestTokenTable::nameTakesTheRest()
{
    Stand stand;
    QVERIFY(stand.open());
    for (int column = TokenModel::Scope; column < TokenModel::ColumnCount; ++column)
        stand.table.setColumnHidden(column, true);
    stand.table.resize(1100, 400);
    QTRY_COMPARE(stand.header().length(), stand.table.viewport()->width());
    const int wide = stand.table.columnWidth(TokenModel::Name);
    stand.table.resize(800, 400);
    QTRY_COMPARE(stand.header().length(), stand.table.viewport()->width());
    QVERIFY(stand.table.columnWidth(TokenModel::Name) < wide);
    stand.table.resize(200, 400);
    QVERIFY(stand.table.columnWidth(TokenModel::Name) > 100);
    stand.table.setColumnWidth(TokenModel::Name, 333); // a person's choice stays
    stand.table.resize(1000, 400);
    QCOMPARE(stand.table.columnWidth(TokenModel::Name), 333);
}

void TestTokenTable::compactRows()
{
    Stand stand;
    QVERIFY(stand.open());
    stand.table.setCompact(true);
    QCOMPARE(stand.table.rowHeight(0), 22);
    stand.table.setCompact(false);
    QCOMPARE(stand.table.rowHeight(0), 28);
}

void TestTokenTable::skeleton()
{
    Stand stand;
    QVERIFY(stand.open());
    stand.filter.setSearch(QStringLiteral("no token has this"));
    const QImage empty = stand.image();
    stand.table.setSkeleton(true);
    QCOMPARE(stand.image(), empty); // a fast answer causes no flicker
    QTRY_VERIFY(stand.image() != empty);
    stand.table.setSkeleton(false);
    QCOMPARE(stand.image(), empty);
}

void TestTokenTable::statusIsSeenInBothThemes_data()
{
    QTest::addColumn<ThemeMode>("mode");
    QTest::newRow("light") << ThemeMode::Light;
    QTest::newRow("dark") << ThemeMode::Dark;
}

void TestTokenTable::statusIsSeenInBothThemes()
{
    QFETCH(ThemeMode, mode);
    applyTheme(*qApp, mode);
    Stand stand;
    QVERIFY(stand.open());
    stand.filter.sort(TokenModel::Status, Qt::AscendingOrder);
    stand.table.setCurrentIndex({});
    const QModelIndex cell = stand.filter.index(0, TokenModel::Status);
    QCOMPARE(cell.data(TokenModel::ExpiryStateRole).toInt(), int(ExpiryState::Expired));
    const QRect rect = stand.table.visualRect(cell);
    QVERIFY(hasColour(stand.image(), rect, themeColours(stand.table.palette()).danger));
    stand.table.selectRow(0);
    const QImage selected = stand.image();
    QCOMPARE(selected.pixelColor(rect.right() - 2, rect.top() + 2),
        stand.table.palette().color(QPalette::Highlight));
    QVERIFY(!hasColour(selected, rect, themeColours(stand.table.palette()).danger));
}

void TestTokenTable::productionHasItsEdge()
{
    Stand stand;
    QVERIFY(stand.open());
    int production = -1;
    int other = -1;
    for (int row = 0; row < stand.filter.rowCount(); ++row)
        (stand.filter.index(row, 0).data(TokenModel::ProductionRole).toBool() ? production : other) = row;
    if (production < 0) {
        Account account = stand.desk.sessions.all().constFirst()->account();
        account.isProduction = true;
        stand.desk.sessions.replace(account, Secret());
        QTRY_VERIFY(stand.desk.isListed() && stand.filter.rowCount() == stand.model.rowCount());
        stand.filter.setAccount(account.id);
        production = 0;
    }
    const QColor colour = themeColours(stand.table.palette()).production;
    const auto edgeOf = [&stand](int row) {
        stand.table.scrollTo(stand.filter.index(row, 0));
        return stand.table.viewport()->grab().toImage().pixelColor(
            1, stand.table.rowViewportPosition(row) + 14);
    };
    QCOMPARE(edgeOf(production), colour);
    if (other >= 0 && stand.filter.account().isEmpty())
        QVERIFY(edgeOf(other) != colour);
}

void TestTokenTable::namesAreNeverMarkup_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("bold") << QStringLiteral("<b>very-bold</b>");
    QTest::newRow("picture") << QStringLiteral("<img src='file:///unseen.png'>");
    QTest::newRow("script") << QStringLiteral("<script>alert('unheard')</script>");
}

void TestTokenTable::namesAreNeverMarkup()
{
    QFETCH(QString, name);
    Stand stand;
    QVERIFY(stand.open());
    stand.table.setColumnWidth(TokenModel::Name, 400);
    Session *session = stand.desk.sessions.all().constFirst();
    Token token = session->tokens().constFirst();
    token.id = QStringLiteral("markup");
    token.name = name;
    Q_EMIT session->tokensUpserted(sharedOf({token}));
    QTRY_VERIFY(stand.filter.rowOf(token.key()) >= 0);
    stand.filter.setSearch(name);
    QTRY_COMPARE(stand.filter.rowCount(), 1); // searched in slices of time
    const QModelIndex cell = stand.filter.index(0, TokenModel::Name);
    QCOMPARE(cell.data().toString(), name);

    // What the delegate paints is, pixel by pixel, the characters themselves.
    stand.table.setCurrentIndex({});
    const QRect rect = stand.table.visualRect(cell);
    const QImage painted = stand.table.viewport()->grab(rect).toImage();
    QImage expected(painted.size(), painted.format());
    expected.fill(stand.table.palette().color(QPalette::Base));
    QPainter painter(&expected);
    painter.setFont(stand.table.font());
    painter.setPen(stand.table.palette().color(QPalette::Text));
    painter.drawText(QRect(8, 0, rect.width() - 16, rect.height()),
        int(Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine), name);
    painter.end();
    QCOMPARE(painted, expected);
}

void TestTokenTable::tooltipsAreNeverMarkup()
{
    Stand stand;
    QVERIFY(stand.open());
    Session *session = stand.desk.sessions.all().constFirst();
    Token token = session->tokens().constFirst();
    token.id = QStringLiteral("markup");
    token.name = QStringLiteral("<b>very-bold</b>");
    token.description.clear();
    Q_EMIT session->tokensUpserted(sharedOf({token}));
    QTRY_VERIFY(stand.filter.rowOf(token.key()) >= 0);
    stand.filter.setSearch(token.name);
    QTRY_COMPARE(stand.filter.rowCount(), 1);
    const QRect rect = stand.table.visualRect(stand.filter.index(0, TokenModel::Name));
    QHelpEvent event(QEvent::ToolTip, rect.center(), stand.table.viewport()->mapToGlobal(rect.center()));
    QApplication::sendEvent(stand.table.viewport(), &event);
    const auto tip = [] {
        const QWidgetList widgets = QApplication::topLevelWidgets();
        for (QWidget *widget : widgets) {
            if (auto *label = qobject_cast<QLabel *>(widget); label && widget->inherits("QTipLabel"))
                return label->text();
        }
        return QString();
    };
    QTRY_VERIFY2(tip().contains(QStringLiteral("&lt;b&gt;very-bold&lt;/b&gt;")), qPrintable(tip()));
}

void TestTokenTable::longAndRightToLeftNamesKeepTheLayout()
{
    Stand stand;
    QVERIFY(stand.open());
    Session *session = stand.desk.sessions.all().constFirst();
    Token longName = session->tokens().constFirst();
    longName.id = QStringLiteral("long");
    longName.name = QString(256, u'W');
    Token rightToLeft = longName;
    rightToLeft.id = QStringLiteral("rtl");
    rightToLeft.name = QStringLiteral("مفتاح فريد جدا");
    const int length = stand.header().length();
    Q_EMIT session->tokensUpserted(sharedOf({longName, rightToLeft}));
    QTRY_VERIFY(stand.filter.rowOf(rightToLeft.key()) >= 0);
    QCOMPARE(stand.header().length(), length);
    stand.filter.setSearch(rightToLeft.name);
    QTRY_COMPARE(stand.filter.rowCount(), 1);
    stand.table.setCurrentIndex({});
    // The text begins at the cell's left edge like every other.
    const QRect rect = stand.table.visualRect(stand.filter.index(0, TokenModel::Name));
    QVERIFY(hasColour(stand.image(), QRect(rect.left() + 6, rect.top(), 30, rect.height()),
        stand.table.palette().color(QPalette::Text)));
}

QTEST_MAIN(TestTokenTable)
#include "tst_tokentable.moc"
