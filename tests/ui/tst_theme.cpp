// SPDX-License-Identifier: MIT
#include "ui/flatstyle.h"
#include "ui/theme.h"

#include "ui/accountmark.h"

#include <QApplication>
#include <QCheckBox>
#include <QImage>
#include <QPushButton>
#include <QTest>

class TestTheme final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void contrastOfText_data();
    void contrastOfText();
    void contrastOnFilledButtons_data();
    void contrastOnFilledButtons();
    void outlinesAreSeen_data();
    void outlinesAreSeen();
    void palettesAreAsDesigned();
    void modesAreWordsAndBack();
    void everyStateHasItsColour();
    void highContrastIsLeftAlone();
    void applyingChangesEverything();
    void uncheckedBoxIsSeenOnDark();
    void buttonsAreFlat();
    void dangerousButtonWearsDanger();

private:
    static void addModes();
};

void TestTheme::addModes()
{
    QTest::addColumn<ThemeMode>("mode");
    QTest::newRow("light") << ThemeMode::Light;
    QTest::newRow("dark") << ThemeMode::Dark;
}

void TestTheme::contrastOfText_data()
{
    addModes();
}

void TestTheme::contrastOfText()
{
    QFETCH(ThemeMode, mode);
    const QPalette palette = themePalette(mode);
    const ThemeColours &colours = themeColours(palette);
    const QList<QPair<const char *, QColor>> texts{
        {"window text", palette.color(QPalette::WindowText)},
        {"text", palette.color(QPalette::Text)},
        {"button text", palette.color(QPalette::ButtonText)},
        {"placeholder", palette.color(QPalette::PlaceholderText)},
        {"link", palette.color(QPalette::Link)},
        {"visited link", palette.color(QPalette::LinkVisited)},
        {"tool tip", palette.color(QPalette::ToolTipText)},
        {"muted", colours.mutedText},
        {"accent", colours.accent},
        {"active", colours.active},
        {"expiring", colours.expiringSoon},
        {"danger", colours.danger},
        {"pending", colours.pending},
        {"attention", colours.attention},
        {"production", colours.production},
    };
    const QList<MarkColour> marks = markColours();
    QVERIFY(marks.size() >= 6);
    for (const MarkColour &mark : marks) {
        const QColor colour = markColour(mark.name, false, palette);
        for (const auto role : {QPalette::Window, QPalette::Base, QPalette::AlternateBase})
            QVERIFY2(contrastRatio(colour, palette.color(role)) >= 4.5, qPrintable(mark.name));
        QVERIFY(!mark.label.isEmpty());
    }
    for (const auto &[name, text] : texts) {
        for (const auto role : {QPalette::Window, QPalette::Base, QPalette::AlternateBase, QPalette::Button,
                 QPalette::ToolTipBase}) {
            const double ratio = contrastRatio(text, palette.color(role));
            QVERIFY2(ratio >= 4.5,
                qPrintable(
                    QStringLiteral("%1 on role %2: %3").arg(QLatin1String(name)).arg(role).arg(ratio)));
        }
        // A hovered row is tinted.
        const QColor hovered = mixed(palette.color(QPalette::AlternateBase), colours.accent, 0.08);
        QVERIFY2(contrastRatio(text, hovered) >= 4.3, name);
    }
}

void TestTheme::contrastOnFilledButtons_data()
{
    addModes();
}

void TestTheme::contrastOnFilledButtons()
{
    QFETCH(ThemeMode, mode);
    const QPalette palette = themePalette(mode);
    const ThemeColours &colours = themeColours(palette);
    QVERIFY(contrastRatio(colours.onAccent, colours.accent) >= 4.5);
    QVERIFY(contrastRatio(colours.onDanger, colours.danger) >= 4.5);
    QVERIFY(
        contrastRatio(palette.color(QPalette::HighlightedText), palette.color(QPalette::Highlight)) >= 4.5);
}

void TestTheme::outlinesAreSeen_data()
{
    addModes();
}

void TestTheme::outlinesAreSeen()
{
    QFETCH(ThemeMode, mode);
    const QPalette palette = themePalette(mode);
    for (const auto role : {QPalette::Window, QPalette::Base, QPalette::AlternateBase})
        QVERIFY(contrastRatio(themeColours(palette).outline, palette.color(role)) >= 3.0);
}

void TestTheme::palettesAreAsDesigned()
{
    const QPalette light = themePalette(ThemeMode::Light);
    QCOMPARE(light.color(QPalette::Window), QColor(0xF6, 0xF7, 0xF9));
    QCOMPARE(light.color(QPalette::AlternateBase), QColor(0xF2, 0xF4, 0xF7));
    QCOMPARE(light.color(QPalette::Highlight), QColor(0x24, 0x57, 0xC5));
    QVERIFY(!isDark(light));
    const QPalette dark = themePalette(ThemeMode::Dark);
    QCOMPARE(dark.color(QPalette::Window), QColor(0x1B, 0x1E, 0x24));
    QCOMPARE(dark.color(QPalette::Base), QColor(0x22, 0x26, 0x2D));
    QCOMPARE(dark.color(QPalette::HighlightedText), QColor(0x10, 0x14, 0x1A));
    QVERIFY(isDark(dark));
    for (const QPalette &palette : {light, dark})
        QVERIFY(palette.color(QPalette::Disabled, QPalette::Text) != palette.color(QPalette::Text));
}

void TestTheme::modesAreWordsAndBack()
{
    for (const ThemeMode mode : {ThemeMode::System, ThemeMode::Light, ThemeMode::Dark})
        QCOMPARE(themeModeFromText(themeModeText(mode)), mode);
    QCOMPARE(themeModeFromText(QStringLiteral("purple")), ThemeMode::System);
}

void TestTheme::everyStateHasItsColour()
{
    const QPalette palette = themePalette(ThemeMode::Light);
    const ThemeColours &colours = themeColours(palette);
    QCOMPARE(expiryColour(ExpiryState::Active, palette), colours.active);
    QCOMPARE(expiryColour(ExpiryState::ExpiringSoon, palette), colours.expiringSoon);
    QCOMPARE(expiryColour(ExpiryState::Expired, palette), colours.danger);
    QCOMPARE(expiryColour(ExpiryState::Pending, palette), colours.pending);
    QCOMPARE(expiryColour(ExpiryState::NeverExpires, palette), colours.mutedText);
    QCOMPARE(expiryColour(ExpiryState::NotProvided, palette), colours.mutedText);
    QCOMPARE(expiryColour(ExpiryState::Unknown, palette), colours.attention);
}

void TestTheme::highContrastIsLeftAlone()
{
    QPalette palette(Qt::black);
    for (const auto role : {QPalette::Window, QPalette::Base})
        palette.setColor(role, Qt::black);
    for (const auto role : {QPalette::WindowText, QPalette::Text})
        palette.setColor(role, Qt::white);
    QVERIFY(isHighContrast(palette));
    QCOMPARE(themeColours(palette).danger, QColor(Qt::white));
    QCOMPARE(themeColours(palette).onDanger, QColor(Qt::black));
    QVERIFY(!isHighContrast(themePalette(ThemeMode::Light)));
    QVERIFY(!isHighContrast(themePalette(ThemeMode::Dark)));
}

void TestTheme::applyingChangesEverything()
{
    applyTheme(*qApp, ThemeMode::Dark);
    QVERIFY(isDark(QApplication::palette()));
    QVERIFY(qobject_cast<FlatStyle *>(QApplication::style()));
    const QStyle *style = QApplication::style();
    applyTheme(*qApp, ThemeMode::Light);
    QCOMPARE(QApplication::palette().color(QPalette::Window), QColor(0xF6, 0xF7, 0xF9));
    QCOMPARE(QApplication::style(), style); // one style for all themes
    applyTheme(*qApp, ThemeMode::Dark);
    applyTheme(*qApp, ThemeMode::System);
    QVERIFY(!isDark(QApplication::palette())); // the offscreen system is light
}

void TestTheme::uncheckedBoxIsSeenOnDark()
{
    applyTheme(*qApp, ThemeMode::Dark);
    QCheckBox box;
    box.resize(box.sizeHint());
    const QImage image = box.grab().toImage();
    const QColor window = box.palette().color(QPalette::Window);
    double best = 1;
    for (int x = 0; x < image.width(); ++x)
        best = qMax(best, contrastRatio(image.pixelColor(x, image.height() / 2), window));
    QVERIFY2(best >= 3.0, qPrintable(QString::number(best)));
}

void TestTheme::buttonsAreFlat()
{
    applyTheme(*qApp, ThemeMode::Light);
    QPushButton button;
    button.resize(90, 30);
    const QImage image = button.grab().toImage();
    for (int y = 4; y < 26; ++y)
        QCOMPARE(image.pixelColor(45, y), image.pixelColor(45, 15));
}

void TestTheme::dangerousButtonWearsDanger()
{
    applyTheme(*qApp, ThemeMode::Light);
    QPushButton button;
    button.setProperty("danger", true);
    button.resize(90, 30);
    QCOMPARE(button.grab().toImage().pixelColor(45, 15), themeColours(button.palette()).danger);
    button.setEnabled(false);
    QVERIFY(button.grab().toImage().pixelColor(45, 15) != themeColours(button.palette()).danger);
}

QTEST_MAIN(TestTheme)
#include "tst_theme.moc"
