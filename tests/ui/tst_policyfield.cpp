// SPDX-License-Identifier: MIT
#include "ui/policyfield.h"

#include "ui/noteline.h"

#include <QFontInfo>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QTest>

class PolicyFieldTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void countsAndComplains()
    {
        PolicyField field;
        field.setLimit(30);
        field.show();
        const QSignalSpy changes(&field, &PolicyField::changed);
        QVERIFY(!field.complaint().isEmpty());
        field.focusTarget()->setFocus();
        QTest::keyClicks(field.focusTarget(), QStringLiteral("allow := true"));
        QCOMPARE(field.text(), QStringLiteral("allow := true"));
        QVERIFY(changes.size() > 0);
        QVERIFY(field.complaint().isEmpty());
        field.setText(QString(31, u'#'));
        QVERIFY(field.complaint().contains(QStringLiteral("31")));
        field.setText(QStringLiteral("allow {} #") + QStringLiteral("🚀").repeated(20));
        QVERIFY2(field.complaint().isEmpty(), "characters count, not their halves");
    }

    void warnsOfWhatTheServiceWillNotTake()
    {
        PolicyField field;
        field.show();
        const auto *note = field.findChild<NoteLine *>(QStringLiteral("policyNote"));
        QVERIFY(note->text().isEmpty());
        field.setText(QStringLiteral("package x\ndeny := true"));
        QVERIFY(note->text().contains(QStringLiteral("package")));
        QVERIFY(note->text().contains(QStringLiteral("allow")));
        QVERIFY2(field.complaint().isEmpty(), "a warning forbids nothing");
        field.setText(QStringLiteral("default allow := false"));
        QVERIFY(note->text().isEmpty());
    }

    void isReadInAFixedFontAndLeftByTab()
    {
        PolicyField field;
        const auto *text = field.findChild<QPlainTextEdit *>(QStringLiteral("policyText"));
        QVERIFY(QFontInfo(text->font()).fixedPitch() || text->font().styleHint() == QFont::Monospace);
        QVERIFY(text->tabChangesFocus());
    }
};

QTEST_MAIN(PolicyFieldTest)
#include "tst_policyfield.moc"
