// SPDX-License-Identifier: MIT
#include "ui/secretclipboard.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMimeData>
#include <QSignalSpy>
#include <QTest>

using namespace std::chrono_literals;

namespace {
const QString value = QStringLiteral("sk-demo-Zürich-0123456789");

Secret secretValue()
{
    return Secret(value.toUtf8());
}
} // namespace

class TestSecretClipboard final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        clipboard().setText(QStringLiteral("before"));
        m_secrets = std::make_unique<SecretClipboard>(clipboard());
    }

    void copiesTheWholeValueAndAsksManagersNotToRecordIt()
    {
        QVERIFY(m_secrets->copy(secretValue()));
        QCOMPARE(clipboard().text(), value);
        QCOMPARE(m_secrets->secondsLeft(), 30);
#if !defined(Q_OS_WIN) && !defined(Q_OS_MACOS)
        QCOMPARE(
            clipboard().mimeData()->data(QStringLiteral("x-kde-passwordManagerHint")), QByteArray("secret"));
#endif
    }

    void leavesThePrimarySelectionAlone()
    {
        clipboard().setText(QStringLiteral("marked"), QClipboard::Selection);
        const QString before = clipboard().text(QClipboard::Selection);
        QVERIFY(m_secrets->copy(secretValue()));
        QCOMPARE(clipboard().text(QClipboard::Selection), before);
    }

    void countsDownAndClears()
    {
        m_secrets->setLifetime(2s);
        QSignalSpy seconds(m_secrets.get(), &SecretClipboard::secondsLeftChanged);
        QVERIFY(m_secrets->copy(secretValue()));
        QTRY_COMPARE(m_secrets->secondsLeft(), 0);
        QVERIFY(clipboard().text().isEmpty());
        QCOMPARE(seconds, (QList<QList<QVariant>>{{2}, {1}, {0}}));
    }

    void aTimeOfNothingStillEnds()
    {
        m_secrets->setLifetime(0s);
        QVERIFY(m_secrets->copy(secretValue()));
        QCOMPARE(m_secrets->secondsLeft(), 1);
        QTRY_COMPARE(m_secrets->secondsLeft(), 0);
        QVERIFY(clipboard().text().isEmpty());
    }

    void copyingAgainStartsTheCountdownAnew()
    {
        m_secrets->setLifetime(3s);
        QVERIFY(m_secrets->copy(secretValue()));
        QTRY_COMPARE(m_secrets->secondsLeft(), 2);
        QVERIFY(m_secrets->copy(secretValue()));
        QCOMPARE(m_secrets->secondsLeft(), 3);
    }

    void clearsAtOnceOnRequest()
    {
        QVERIFY(m_secrets->copy(secretValue()));
        m_secrets->clearNow();
        QVERIFY(clipboard().text().isEmpty());
        QCOMPARE(m_secrets->secondsLeft(), 0);
    }

    void forgetsItselfWhenSomethingElseIsCopied()
    {
        QVERIFY(m_secrets->copy(secretValue()));
        clipboard().setText(QStringLiteral("theirs"));
        QCOMPARE(m_secrets->secondsLeft(), 0);
        m_secrets->clearNow();
        QCOMPARE(clipboard().text(), QStringLiteral("theirs"));
        m_secrets.reset();
        QCOMPARE(clipboard().text(), QStringLiteral("theirs"));
    }

    void clearsWhatIsOursAtTheEnd()
    {
        QVERIFY(m_secrets->copy(secretValue()));
        m_secrets.reset();
        QVERIFY(clipboard().text().isEmpty());
    }

    void leavesAnUntouchedClipboardAloneAtTheEnd()
    {
        m_secrets.reset();
        QCOMPARE(clipboard().text(), QStringLiteral("before"));
    }

    void saysSoWhenTheClipboardDidNotTakeIt()
    {
        // A clipboard manager that puts its own content there the moment something arrives.
        QObject intruder;
        connect(&clipboard(), &QClipboard::dataChanged, &intruder, [] {
            if (clipboard().text() == value)
                clipboard().setText(QStringLiteral("intruder"));
        });
        QVERIFY(!m_secrets->copy(secretValue()));
        QCOMPARE(m_secrets->secondsLeft(), 0);
        m_secrets->clearNow();
        QCOMPARE(clipboard().text(), QStringLiteral("intruder"));
    }

    void copiesNoEmptyValue()
    {
        QVERIFY(!m_secrets->copy(Secret()));
        QCOMPARE(clipboard().text(), QStringLiteral("before"));
    }

private:
    static QClipboard &clipboard()
    {
        return *QGuiApplication::clipboard();
    }

    std::unique_ptr<SecretClipboard> m_secrets;
};

QTEST_MAIN(TestSecretClipboard)
#include "tst_secretclipboard.moc"
