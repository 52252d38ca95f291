// SPDX-License-Identifier: MIT
#include "ui/icons.h"
#include "ui/theme.h"

#include <QApplication>
#include <QImage>
#include <QPainter>
#include <QSet>
#include <QTest>

namespace {

constexpr int lastGlyph = int(Glyph::Production);
constexpr int lastState = int(ExpiryState::Unknown);

QImage imageOf(const QIcon &icon, int size, qreal scale = 1, QIcon::Mode mode = QIcon::Normal)
{
    return icon.pixmap(QSize(size, size), scale, mode).toImage().convertToFormat(QImage::Format_ARGB32);
}

/// Pixels that were drawn at all.
int inkOf(const QImage &image)
{
    int ink = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x)
            ink += image.pixelColor(x, y).alpha() > 64;
    }
    return ink;
}

QColor strongestColour(const QImage &image)
{
    QColor strongest(0, 0, 0, 0);
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            if (image.pixelColor(x, y).alpha() > strongest.alpha())
                strongest = image.pixelColor(x, y);
        }
    }
    return strongest;
}

bool isNear(const QColor &one, const QColor &other)
{
    return qAbs(one.red() - other.red()) < 12 && qAbs(one.green() - other.green()) < 12
        && qAbs(one.blue() - other.blue()) < 12;
}

QImage shapeImage(ExpiryState state)
{
    QImage image(12, 12, QImage::Format_ARGB32);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    paintExpiryShape(painter, QRectF(0, 0, 12, 12), state, Qt::red);
    return image;
}

} // namespace

class TestIcons final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { applyTheme(*qApp, ThemeMode::Light); }
    void everyGlyphIsDrawnAndDifferent();
    void glyphsStayInsideTheirBox();
    void scaleGivesMorePixels();
    void glyphsFollowThePalette();
    void modesHaveTheirColours();
    void dangerIsDanger();
    void removalHasTwoGlyphs();
    void shapesAreDifferent();
    void shapesKeepThePainter();
    void providersHaveTheirLetter();
    void applicationIconHasEverySize();
};

void TestIcons::everyGlyphIsDrawnAndDifferent()
{
    QSet<QByteArray> seen;
    for (int glyph = 0; glyph <= lastGlyph; ++glyph) {
        for (const int size : {16, 20, 24}) {
            const QImage image = imageOf(glyphIcon(Glyph(glyph)), size);
            QCOMPARE(image.size(), QSize(size, size));
            QVERIFY2(inkOf(image) >= size, qPrintable(QString::number(glyph)));
            const QByteArray bytes(
                reinterpret_cast<const char *>(image.constBits()), qsizetype(image.sizeInBytes()));
            QVERIFY2(!seen.contains(bytes), qPrintable(QString::number(glyph)));
            seen.insert(bytes);
        }
    }
}

void TestIcons::glyphsStayInsideTheirBox()
{
    for (int glyph = 0; glyph <= lastGlyph; ++glyph) {
        const QImage image = imageOf(glyphIcon(Glyph(glyph)), 24);
        for (int i = 0; i < 24; ++i) {
            for (const QPoint edge : {QPoint(0, i), QPoint(23, i), QPoint(i, 0), QPoint(i, 23)})
                QVERIFY2(image.pixelColor(edge).alpha() < 64, qPrintable(QString::number(glyph)));
        }
    }
}

void TestIcons::scaleGivesMorePixels()
{
    const QImage image = imageOf(glyphIcon(Glyph::Rotate), 16, 2);
    QCOMPARE(image.size(), QSize(32, 32));
    // Drawn at that size, not enlarged: no two neighbouring rows are copies throughout.
    int copies = 0;
    for (int y = 0; y + 1 < 32; y += 2) {
        bool isCopy = true;
        for (int x = 0; x < 32; ++x)
            isCopy = isCopy && image.pixel(x, y) == image.pixel(x, y + 1);
        copies += isCopy;
    }
    QVERIFY(copies < 8);
}

void TestIcons::glyphsFollowThePalette()
{
    const QIcon icon = glyphIcon(Glyph::Add);
    QVERIFY(isNear(strongestColour(imageOf(icon, 24)), QColor(0x1C, 0x24, 0x30)));
    applyTheme(*qApp, ThemeMode::Dark);
    QVERIFY(isNear(strongestColour(imageOf(icon, 24)), QColor(0xE6, 0xEA, 0xF0)));
}

void TestIcons::modesHaveTheirColours()
{
    const QIcon icon = glyphIcon(Glyph::Add);
    const QPalette palette = QApplication::palette();
    QVERIFY(isNear(strongestColour(imageOf(icon, 24, 1, QIcon::Disabled)),
        palette.color(QPalette::Disabled, QPalette::ButtonText)));
    QVERIFY(isNear(
        strongestColour(imageOf(icon, 24, 1, QIcon::Selected)), palette.color(QPalette::HighlightedText)));
}

void TestIcons::dangerIsDanger()
{
    QVERIFY(isNear(strongestColour(imageOf(dangerGlyphIcon(Glyph::Delete), 24)),
        themeColours(QApplication::palette()).danger));
}

void TestIcons::removalHasTwoGlyphs()
{
    QCOMPARE(removalGlyph(RemovalKind::Delete), Glyph::Delete);
    QCOMPARE(removalGlyph(RemovalKind::Detach), Glyph::Detach);
}

void TestIcons::shapesAreDifferent()
{
    QList<QImage> images;
    for (int state = 0; state <= lastState; ++state) {
        const QImage image = shapeImage(ExpiryState(state));
        QVERIFY(inkOf(image) >= 6);
        QVERIFY(!images.contains(image));
        images.append(image);
    }
}

void TestIcons::shapesKeepThePainter()
{
    QImage image(40, 40, QImage::Format_ARGB32);
    QPainter painter(&image);
    painter.setPen(Qt::green);
    const QTransform before = painter.transform();
    paintExpiryShape(painter, QRectF(8, 8, 12, 12), ExpiryState::Pending, Qt::red);
    QCOMPARE(painter.transform(), before);
    QCOMPARE(painter.pen().color(), QColor(Qt::green));
}

void TestIcons::providersHaveTheirLetter()
{
    QVERIFY(imageOf(providerIcon(QStringLiteral("Q")), 20) != imageOf(providerIcon(QStringLiteral("A")), 20));
    QCOMPARE(imageOf(providerIcon(QStringLiteral("q")), 20), imageOf(providerIcon(QStringLiteral("Q")), 20));
}

void TestIcons::applicationIconHasEverySize()
{
    const QIcon icon = applicationIcon();
    QVERIFY(icon.availableSizes().contains(QSize(16, 16)));
    QVERIFY(icon.availableSizes().contains(QSize(256, 256)));
    QVERIFY(inkOf(imageOf(icon, 48)) > 48 * 48 / 2);
}

QTEST_MAIN(TestIcons)
#include "tst_icons.moc"
