// SPDX-License-Identifier: MIT
#include "cli/clidesk.h"

#ifdef Q_OS_LINUX
#include "cli/ptyprocess.h"
#endif

/// The program with a person at a terminal: questions, hidden input, progress, colours.
class CliTerminalTest final : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<CliDesk> m_desk;

    [[nodiscard]] QStringList onProfile(const char *line) const
    {
        return QStringList{QStringLiteral("--profile"), m_desk->folder()} + words(line);
    }
    [[nodiscard]] bool hasDeleted() const
    {
        return m_desk->server().commits(QStringLiteral("deleteOrganizationApiToken")) > 0;
    }

private Q_SLOTS:
    void init()
    {
#ifndef Q_OS_LINUX
        QSKIP("a terminal of one's own is made as on Linux");
#endif
        m_desk = std::make_unique<CliDesk>();
        const DemoAccount demo = m_desk->demo(QStringLiteral("astronomer"));
        QVERIFY(m_desk->remember(demo, QStringLiteral("acme prod")));
        QVERIFY(
            !m_desk->server().addToken(demo.account.organizationId, {}, QStringLiteral("probe")).isEmpty());
    }

#ifdef Q_OS_LINUX
    void aQuestionNamesAccountAndToken_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<int>("code");
        QTest::addColumn<bool>("isDone");
        QTest::newRow("yes") << QByteArrayLiteral("yes\n") << 0 << true;
        QTest::newRow("y") << QByteArrayLiteral("y\n") << 0 << true;
        QTest::newRow("no") << QByteArrayLiteral("n\n") << 130 << false;
        QTest::newRow("nothing") << QByteArrayLiteral("\n") << 130 << false;
        QTest::newRow("something else") << QByteArrayLiteral("yup\n") << 130 << false;
        QTest::newRow("end of input") << QByteArrayLiteral("\x04") << 130 << false;
        QTest::newRow("Ctrl-C") << QByteArrayLiteral("\x03") << 130 << false;
    }

    void aQuestionNamesAccountAndToken()
    {
        QFETCH(QByteArray, answer);
        QFETCH(int, code);
        QFETCH(bool, isDone);
        PtyProcess program;
        program.start(onProfile("delete probe"));
        QVERIFY2(program.shows("Password of the vault:"), program.screen().constData());
        program.type("correct horse\n");
        QVERIFY2(program.shows("[y/N]"), program.screen().constData());
        QVERIFY(program.screen().contains("probe") && program.screen().contains("acme prod"));
        QVERIFY(!program.screen().contains("correct horse"));
        QVERIFY(!hasDeleted());
        program.type(answer);
        QCOMPARE(program.end(), code);
        QCOMPARE(hasDeleted(), isDone);
        QCOMPARE(m_desk->operations().isEmpty(), !isDone);
    }

    void aChangeOfAnotherWhileAskingIsToldAndNothingIsSent()
    {
        const auto change = [this](const QByteArray &description, bool isForced) {
            QStringList line = onProfile("update probe --name mine");
            if (isForced)
                line.append(QStringLiteral("--force"));
            auto program = std::make_unique<PtyProcess>();
            program->start(line);
            [&] {
                QVERIFY(program->shows("Password of the vault:"));
                program->type("correct horse\n");
                QVERIFY2(program->shows("[y/N]"), program->screen().constData());
                const CliEnd other = m_desk->runOpen(words("update probe --yes --description")
                    + QStringList(QString::fromLatin1(description)));
                QCOMPARE(other.code, 0);
                program->type("y\n");
            }();
            return program;
        };
        auto refused = change("theirs", false);
        QCOMPARE(refused->end(), 1);
        QVERIFY(refused->screen().contains("changed meanwhile"));
        QVERIFY(refused->screen().contains("theirs") && refused->screen().contains("mine"));
        QVERIFY(refused->screen().contains("--force"));
        QCOMPARE(m_desk->server().commits(QStringLiteral("updateOrganizationApiToken")), 1);
        auto forced = change("theirs again", true);
        QCOMPARE(forced->end(), 0);
        QCOMPARE(m_desk->server().commits(QStringLiteral("updateOrganizationApiToken")), 3);
    }

    void aWrongPasswordAtTheTerminal()
    {
        PtyProcess program;
        program.start(onProfile("list"));
        QVERIFY(program.shows("Password of the vault:"));
        program.type("wrong horse\n");
        QCOMPARE(program.end(), 6);
        QVERIFY(!program.screen().contains("wrong horse"));
        QVERIFY(program.screen().contains("password"));
    }

    void progressAndColoursAreForTerminals()
    {
        PtyProcess program;
        program.start(onProfile("list"));
        QVERIFY(program.shows("Password of the vault:"));
        program.type("correct horse\n");
        QCOMPARE(program.end(), 0);
        QVERIFY(program.screen().contains("tokens listed"));
        QVERIFY(program.screen().contains("\x1b[1m"));

        PtyProcess plain;
        plain.start(onProfile("list"), {{QStringLiteral("NO_COLOR"), QStringLiteral("1")}});
        QVERIFY(plain.shows("Password of the vault:"));
        plain.type("correct horse\n");
        QCOMPARE(plain.end(), 0);
        QVERIFY(!plain.screen().contains("\x1b[1m"));

        const CliEnd piped = m_desk->runOpen(words("list"));
        QCOMPARE(piped.code, 0);
        QVERIFY(!piped.out.contains('\x1b'));
        QVERIFY(!piped.err.contains('\x1b') && !piped.err.contains("tokens listed"));
    }

    void aValueIsShownOnlyWhenAskedFor()
    {
        PtyProcess program;
        program.start(onProfile("rotate probe"));
        QVERIFY(program.shows("Password of the vault:"));
        program.type("correct horse\n");
        QVERIFY(program.shows("[y/N]"));
        program.type("y\n");
        QCOMPARE(program.end(), 0);
        QVERIFY(program.screen().contains("secrets show"));
        const QStringList issued = m_desk->operations().isEmpty()
            ? QStringList()
            : QStringList(m_desk->operations().constFirst().id);
        const CliEnd shown = m_desk->runOpen(words("secrets show") + issued);
        QCOMPARE(shown.code, 0);
        QVERIFY(m_desk->server().isValidSecret(shown.out.chopped(1)));
        QVERIFY(!program.screen().contains(shown.out.chopped(1)));
    }
#endif
};

QTEST_GUILESS_MAIN(CliTerminalTest)
#include "tst_cliterminal.moc"
