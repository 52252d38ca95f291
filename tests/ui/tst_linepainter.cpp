// SPDX-License-Identifier: MIT
#include "ui/linepainter.h"

#include <QImage>
#include <QPainter>
#include <QTest>

namespace {

constexpr QRect cell(10, 5, 120, 24);

QImage painted(LinePainter &lines, const QString &text, Qt::TextElideMode elide = Qt::ElideRight,
    Qt::LayoutDirection direction = Qt::LeftToRight, int points = 10)
{
    QImage image(160, 40, QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    QFont font;
    font.setPointSize(points);
    painter.setFont(font);
    painter.setPen(Qt::black);
    lines.draw(painter, cell, text, elide, direction);
    return image;
}

/// The box around everything that is not white.
QRect ink(const QImage &image)
{
    QRect box;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            if (image.pixelColor(x, y) != Qt::white)
                box |= QRect(x, y, 1, 1);
        }
    }
    return box;
}

} // namespace

class LinePainterTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void drawsWithinItsRoom()
    {
        LinePainter lines;
        const QRect box = ink(painted(lines, QStringLiteral("deploy")));
        QVERIFY(!box.isEmpty());
        QVERIFY2(cell.contains(box), qPrintable(QStringLiteral("%1 %2").arg(box.left()).arg(box.right())));
        QVERIFY(box.left() - cell.left() <= 3);
        QVERIFY(qAbs(box.center().y() - cell.center().y()) <= 4);
    }

    void aSecondTimeLooksTheSame()
    {
        LinePainter lines;
        const QImage first = painted(lines, QStringLiteral("again"));
        QCOMPARE(painted(lines, QStringLiteral("again")), first);
        QVERIFY(painted(lines, QStringLiteral("other")) != first);
    }

    void cutsWhatIsTooLong_data()
    {
        QTest::addColumn<Qt::TextElideMode>("elide");
        QTest::newRow("at the end") << Qt::ElideRight;
        QTest::newRow("in the middle") << Qt::ElideMiddle;
    }

    void cutsWhatIsTooLong()
    {
        QFETCH(Qt::TextElideMode, elide);
        LinePainter lines;
        const QString text = QStringLiteral("wide ").repeated(52);
        QVERIFY(cell.contains(ink(painted(lines, text, elide))));
        QVERIFY(painted(lines, text, Qt::ElideRight) != painted(lines, text, Qt::ElideMiddle));
    }

    void aRightToLeftWindowAlignsRight()
    {
        LinePainter lines;
        const QString text = QStringLiteral("deploy");
        const QRect left = ink(painted(lines, text));
        const QRect right = ink(painted(lines, text, Qt::ElideRight, Qt::RightToLeft));
        QVERIFY(cell.contains(right));
        QVERIFY(right.left() > left.right());
    }

    void aRightToLeftNameStaysAtTheLeft()
    {
        LinePainter lines;
        const QRect box = ink(painted(lines, QStringLiteral("\u05d0\u05d1\u05d2")));
        QVERIFY(!box.isEmpty());
        QVERIFY(box.left() - cell.left() <= 4);
    }

    void markupIsText()
    {
        LinePainter lines;
        const QRect plain = ink(painted(lines, QStringLiteral("b")));
        const QRect markup = ink(painted(lines, QStringLiteral("<b>b</b>")));
        QVERIFY(markup.width() > 3 * plain.width());
    }

    void anotherFontForgetsTheOldLines()
    {
        LinePainter lines;
        const QString text = QStringLiteral("deploy");
        const QRect small = ink(painted(lines, text, Qt::ElideRight, Qt::LeftToRight, 8));
        const QRect large = ink(painted(lines, text, Qt::ElideRight, Qt::LeftToRight, 12));
        QVERIFY(large.width() > small.width());
        QCOMPARE(ink(painted(lines, text, Qt::ElideRight, Qt::LeftToRight, 8)), small);
    }
};

QTEST_MAIN(LinePainterTest)
#include "tst_linepainter.moc"
