// SPDX-License-Identifier: MIT
#include "session/secrettext.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTest>

#include <algorithm>

using Form = SecretText::Form;

namespace {

Secret secretOf(const QByteArray &bytes)
{
    return Secret(QByteArray(bytes));
}

QByteArray textOf(const Secret &secret)
{
    return secret.reveal().toByteArray();
}

SecretText textFor(const QString &provider, const QString &name = QStringLiteral("ci-deploy"))
{
    Token token;
    token.name = name;
    token.id = QStringLiteral("id-1");
    Account account;
    account.providerKey = provider;
    account.scheme = AuthScheme::Bearer; // the account's own sign-in, not the token's
    return {token, account};
}

} // namespace

class TestSecretText final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void value();
    void header_data();
    void header();
    void assignments_data();
    void assignments();
    void aShellReadsTheSameValue_data();
    void aShellReadsTheSameValue();
    void json_data();
    void json();
    void variables_data();
    void variables();
    void everyVariableIsGoodForAShell_data();
    void everyVariableIsGoodForAShell();
    void fileName_data();
    void fileName();
};

void TestSecretText::value()
{
    const QByteArray bytes = "qov_ \xc3\xbc\"'";
    QCOMPARE(textOf(textFor({}).write(Form::Value, secretOf(bytes))), bytes);
    QCOMPARE(textOf(SecretText::withLineEnd(secretOf(bytes))), bytes + '\n');
}

void TestSecretText::header_data()
{
    QTest::addColumn<QString>("provider");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QByteArray>("line");
    QTest::newRow("Qovery") << QStringLiteral("qovery") << QByteArray("qov_abc")
                            << QByteArray("Authorization: Token qov_abc");
    QTest::newRow("Astronomer") << QStringLiteral("astronomer") << QByteArray("abc")
                                << QByteArray("Authorization: Bearer abc");
    QTest::newRow("an account that is gone, a JWT")
        << QString() << QByteArray("eyJhIjoxfQ.e30.c2ln")
        << QByteArray("Authorization: Bearer eyJhIjoxfQ.e30.c2ln");
    QTest::newRow("an account that is gone, an API token")
        << QString() << QByteArray("qov_abc") << QByteArray("Authorization: Token qov_abc");
}

void TestSecretText::header()
{
    QFETCH(const QString, provider);
    QFETCH(const QByteArray, value);
    QFETCH(const QByteArray, line);
    QCOMPARE(textOf(textFor(provider).write(Form::Header, secretOf(value))), line);
}

void TestSecretText::assignments_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QByteArray>("written");
    QTest::newRow("usual") << QByteArray("qov_A-b.9") << QByteArray("qov_A-b.9");
    QTest::newRow("empty") << QByteArray() << QByteArray("''");
    QTest::newRow("space") << QByteArray("a b") << QByteArray("'a b'");
    QTest::newRow("quote") << QByteArray("a'b") << QByteArray("'a'\\''b'");
    QTest::newRow("dollar") << QByteArray("$HOME`id`") << QByteArray("'$HOME`id`'");
}

void TestSecretText::assignments()
{
    QFETCH(const QByteArray, value);
    QFETCH(const QByteArray, written);
    const SecretText text = textFor(QStringLiteral("qovery"));
    const QString name = QStringLiteral("NAME");
    QCOMPARE(textOf(text.write(Form::Export, secretOf(value), name)), "export NAME=" + written);
    QCOMPARE(textOf(text.write(Form::Assignment, secretOf(value), name)), "NAME=" + written);
}

void TestSecretText::aShellReadsTheSameValue_data()
{
    QTest::addColumn<QByteArray>("value");
    QByteArray all;
    for (int byte = 1; byte < 128; ++byte)
        all.append(static_cast<char>(byte));
    QTest::newRow("every ASCII character") << all;
    QTest::newRow("beyond ASCII") << QByteArray("\xc3\xbc\xe2\x82\xac");
    QTest::newRow("quotes") << QByteArray("'''\\''\"\"");
    QTest::newRow("a command") << QByteArray("$(echo no) `echo no` ; echo no & \\\n# no");
    QTest::newRow("usual") << QByteArray("eyJhIjoxfQ.e30.c2ln-_=");
}

void TestSecretText::aShellReadsTheSameValue()
{
    if (QStandardPaths::findExecutable(QStringLiteral("sh")).isEmpty())
        QSKIP("There is no POSIX shell here");
    QFETCH(const QByteArray, value);
    const SecretText text = textFor(QStringLiteral("qovery"));
    for (const Form form : {Form::Export, Form::Assignment}) {
        QProcess shell;
        shell.start(QStringLiteral("sh"), {});
        shell.write(textOf(text.write(form, secretOf(value), QStringLiteral("NAME"))));
        shell.write("\nprintf %s \"$NAME\"\n");
        shell.closeWriteChannel();
        QVERIFY(shell.waitForFinished());
        QCOMPARE(shell.readAllStandardOutput(), value);
        QCOMPARE(shell.readAllStandardError(), QByteArray());
    }
}

void TestSecretText::json_data()
{
    aShellReadsTheSameValue_data();
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("zero") << QByteArray("a\0b", 3);
}

void TestSecretText::json()
{
    QFETCH(const QByteArray, value);
    const QString name = QStringLiteral("\"quoted\" \u00fc\n\u2028");
    const QByteArray json =
        textOf(textFor(QStringLiteral("qovery"), name).write(Form::Json, secretOf(value)));
    QJsonParseError error{};
    const QJsonObject object = QJsonDocument::fromJson(json, &error).object();
    QVERIFY2(error.error == QJsonParseError::NoError, qPrintable(error.errorString()));
    QCOMPARE(object.size(), 3);
    QCOMPARE(object.value(QLatin1String("name")).toString(), name);
    QCOMPARE(object.value(QLatin1String("id")).toString(), QStringLiteral("id-1"));
    QCOMPARE(object.value(QLatin1String("value")).toString().toUtf8(), value);
    QVERIFY(!json.contains('\n'));
}

void TestSecretText::variables_data()
{
    QTest::addColumn<QString>("provider");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QStringList>("names");
    const auto row = [](const char *tag, const char *provider, const QString &name, const char *names) {
        QTest::newRow(tag) << QString::fromLatin1(provider) << name << QString::fromLatin1(names).split(u' ');
    };
    row("Qovery", "qovery", QStringLiteral("ci-deploy"), "QOVERY_API_TOKEN CI_DEPLOY_TOKEN");
    row("Astronomer", "astronomer", QStringLiteral("ci deploy"), "ASTRO_API_TOKEN CI_DEPLOY_TOKEN");
    row("the same twice", "qovery", QStringLiteral("Qovery API token"), "QOVERY_API_TOKEN");
    row("unknown provider", "", QStringLiteral("ci"), "CI_TOKEN");
    row("ends with token", "", QStringLiteral("my-token"), "MY_TOKEN");
    row("is token", "", QStringLiteral("token"), "TOKEN");
    row("begins with a digit", "", QStringLiteral("2024 nightly"), "TOKEN_2024_NIGHTLY_TOKEN");
    row("accents", "", QStringLiteral("Z\u00fcrich \u2013 \u00e9t\u00e9"), "ZURICH_ETE_TOKEN");
    row("nothing usable", "", QStringLiteral("\u6771\u4eac"), "API_TOKEN");
    row("empty", "", {}, "API_TOKEN");
    row("a name that shells live by", "", QStringLiteral("path"), "PATH_TOKEN");
    row("a command", "", QStringLiteral("x; rm -rf /"), "X_RM_RF_TOKEN");
}

void TestSecretText::variables()
{
    QFETCH(const QString, provider);
    QFETCH(const QString, name);
    QFETCH(const QStringList, names);
    QCOMPARE(textFor(provider, name).variables(), names);
}

void TestSecretText::everyVariableIsGoodForAShell_data()
{
    QTest::addColumn<QString>("name");
    QString all;
    for (char16_t c = 1; c < 0x600; ++c)
        all.append(QChar(c));
    QTest::newRow("every character") << all;
    QString backwards = all;
    std::reverse(backwards.begin(), backwards.end());
    QTest::newRow("backwards") << backwards;
    QTest::newRow("long") << QString(256, u'x');
    QTest::newRow("digits") << QString(256, u'7');
    QTest::newRow("underscores") << QString(256, u'_');
}

void TestSecretText::everyVariableIsGoodForAShell()
{
    QFETCH(const QString, name);
    static const QRegularExpression good(QStringLiteral("^[A-Z][A-Z0-9_]{0,79}$"));
    const QStringList names = textFor({}, name).variables();
    QVERIFY(!names.isEmpty());
    for (const QString &variable : names)
        QVERIFY2(good.match(variable).hasMatch(), qPrintable(variable));
}

void TestSecretText::fileName_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("fileName");
    QTest::newRow("usual") << QStringLiteral("ci-deploy") << QStringLiteral("ci-deploy");
    QTest::newRow("path") << QStringLiteral("../../etc/passwd") << QStringLiteral("etc-passwd");
    QTest::newRow("hidden") << QStringLiteral(".profile") << QStringLiteral("profile");
    QTest::newRow("reserved") << QStringLiteral("a:b*c?") << QStringLiteral("a-b-c");
    QTest::newRow("nothing usable") << QStringLiteral("\u6771\u4eac") << QStringLiteral("token");
    QTest::newRow("long") << QString(300, u'x') << QString(64, u'x');
}

void TestSecretText::fileName()
{
    QFETCH(const QString, name);
    QFETCH(const QString, fileName);
    QCOMPARE(textFor({}, name).fileName(), fileName);
}

QTEST_GUILESS_MAIN(TestSecretText)
#include "tst_secrettext.moc"
