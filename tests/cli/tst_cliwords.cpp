// SPDX-License-Identifier: MIT
#include "cli/cliprocess.h"

#include <QRegularExpression>
#include <QStandardPaths>

/// What the program says about itself, in help, manual and completions.
class CliWordsTest final : public QObject
{
    Q_OBJECT

private:
    static CliEnd run(const char *line)
    {
        return runCli(QString::fromUtf8(line).split(u' ', Qt::SkipEmptyParts));
    }
    /// The commands as the help lists them.
    static QStringList commands()
    {
        const QString help = QString::fromUtf8(run("--help").out);
        const QString list =
            help.section(QStringLiteral("Commands:\n"), 1).section(QStringLiteral("\n\n"), 0, 0);
        QStringList found;
        static const QRegularExpression line(
            QStringLiteral("^  ([a-z]+(?:[ -][a-z]+)*)  "), QRegularExpression::MultilineOption);
        auto matches = line.globalMatch(list);
        while (matches.hasNext())
            found.append(matches.next().captured(1));
        return found;
    }
    /// What bash would offer after these words.
    static QStringList completed(const QStringList &words)
    {
        QProcess bash;
        const QString script =
            QStringLiteral("source /dev/stdin; COMP_WORDS=(\"$@\"); COMP_CWORD=$(($# - 1)); _tokenry_cli; "
                           "printf '%s\\n' \"${COMPREPLY[@]}\"");
        bash.start(QStringLiteral("bash"),
            QStringList{QStringLiteral("-c"), script, QStringLiteral("bash")} + words);
        bash.write(run("completion bash").out);
        bash.closeWriteChannel();
        bash.waitForFinished(10'000);
        return QString::fromUtf8(bash.readAllStandardOutput()).split(u'\n', Qt::SkipEmptyParts);
    }
    static QStringList line(const char *text) { return QString::fromUtf8(text).split(u' '); }

private Q_SLOTS:
    void everyCommandHasHelpWithAnExample()
    {
        const QStringList all = commands();
        QVERIFY(all.size() > 10);
        for (const QString &command : all) {
            const CliEnd end = runCli(command.split(u' ') + QStringList(QStringLiteral("--help")));
            QVERIFY2(end.code == 0, qPrintable(command));
            const QByteArray examples = end.out.mid(end.out.indexOf("Examples:"));
            QVERIFY2(
                examples.contains("tokenry-cli") && examples.contains(command.toUtf8()), qPrintable(command));
            QVERIFY(end.err.isEmpty());
        }
    }

    void theManualNamesEverything()
    {
        const CliEnd man = run("man");
        QCOMPARE(man.code, 0);
        QVERIFY(man.out.startsWith(".TH TOKENRY\\-CLI 1"));
        const QStringList all = commands();
        for (const QString &command : all) {
            const QByteArray name = QString(command).replace(u'-', QStringLiteral("\\-")).toUtf8();
            QVERIFY2(man.out.contains("tokenry\\-cli " + name), qPrintable(command));
        }
        for (const char *code : {"\n0\n", "\n3\n", "\n130\n"})
            QVERIFY(man.out.contains(code));
        if (QStandardPaths::findExecutable(QStringLiteral("groff")).isEmpty())
            return;
        QProcess groff;
        groff.start(QStringLiteral("groff"), line("-Kutf8 -man -Tutf8 -ww -z"));
        groff.write(man.out);
        groff.closeWriteChannel();
        QVERIFY(groff.waitForFinished(20'000));
        QCOMPARE(groff.readAllStandardError(), QByteArray());
    }

    void bashCompletes()
    {
        if (QStandardPaths::findExecutable(QStringLiteral("bash")).isEmpty())
            QSKIP("there is no bash");
        QVERIFY(completed(line("tokenry-cli acc")).contains(QStringLiteral("accounts")));
        QCOMPARE(completed(line("tokenry-cli accounts re")), QStringList(QStringLiteral("remove")));
        QVERIFY(completed(line("tokenry-cli --profile x accounts add --prov"))
                    .contains(QStringLiteral("--provider")));
        QCOMPARE(
            completed(line("tokenry-cli accounts add --provider q")), QStringList(QStringLiteral("qovery")));
        QVERIFY(completed(line("tokenry-cli rotate probe --secret-s"))
                    .contains(QStringLiteral("--secret-stdout")));
    }

    void otherShells()
    {
        QVERIFY(run("completion zsh").out.startsWith("#compdef tokenry-cli\n"));
        const QByteArray fish = run("completion fish").out;
        QVERIFY(fish.contains("complete -c tokenry-cli") && fish.contains("-l secret-file"));
        QCOMPARE(run("completion csh").code, 2);
        QCOMPARE(run("completion").code, 2);
    }
};

QTEST_GUILESS_MAIN(CliWordsTest)
#include "tst_cliwords.moc"
