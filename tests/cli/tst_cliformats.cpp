// SPDX-License-Identifier: MIT
#include "cli/clidesk.h"
#include "support/jsonform.h"

#include <QMap>
#include <QXmlStreamReader>

namespace {

/// What the XML that continuous integration reads as JUnit's allows: element, its parents, what it must have,
/// what it may have.
struct ElementForm
{
    QStringList parents;
    QStringList required;
    QStringList optional;
};

const QMap<QString, ElementForm> junitForms{
    {QStringLiteral("testsuites"),
        {{QString()}, {},
            {QStringLiteral("name"), QStringLiteral("time"), QStringLiteral("tests"),
                QStringLiteral("failures"), QStringLiteral("errors")}}},
    {QStringLiteral("testsuite"),
        {{QStringLiteral("testsuites")}, {QStringLiteral("name"), QStringLiteral("tests")},
            {QStringLiteral("failures"), QStringLiteral("errors"), QStringLiteral("skipped"),
                QStringLiteral("time"), QStringLiteral("timestamp"), QStringLiteral("hostname"),
                QStringLiteral("id"), QStringLiteral("package")}}},
    {QStringLiteral("testcase"),
        {{QStringLiteral("testsuite")}, {QStringLiteral("name"), QStringLiteral("classname")},
            {QStringLiteral("time"), QStringLiteral("status"), QStringLiteral("assertions")}}},
    {QStringLiteral("failure"),
        {{QStringLiteral("testcase")}, {}, {QStringLiteral("type"), QStringLiteral("message")}}},
    {QStringLiteral("skipped"), {{QStringLiteral("testcase")}, {}, {QStringLiteral("message")}}},
};

/// Counts what a suite's attributes promise.
struct Suite
{
    int tests = 0;
    int failures = 0;
    int skipped = 0;
    QXmlStreamAttributes told;
};

QStringList complaintsAboutSuite(const Suite &suite)
{
    QStringList found;
    const auto compare = [&](const char *name, int counted) {
        if (suite.told.value(QLatin1String(name)).toInt() != counted)
            found += QStringLiteral("the number of %1 is wrong").arg(QLatin1String(name));
    };
    compare("tests", suite.tests);
    compare("failures", suite.failures);
    compare("skipped", suite.skipped);
    return found;
}

QStringList complaintsAboutElement(const QXmlStreamReader &reader, const QString &parent)
{
    QStringList found;
    const QString name = reader.name().toString();
    if (!junitForms.contains(name))
        return {name + QStringLiteral(" is no element of JUnit's")};
    const ElementForm form = junitForms.value(name);
    if (!form.parents.contains(parent))
        found += QStringLiteral("%1 stands in \"%2\"").arg(name, parent);
    QStringList missing = form.required;
    const QXmlStreamAttributes attributes = reader.attributes();
    for (const QXmlStreamAttribute &attribute : attributes) {
        const QString key = attribute.name().toString();
        missing.removeAll(key);
        if (!form.required.contains(key) && !form.optional.contains(key))
            found += QStringLiteral("%1 has an attribute %2").arg(name, key);
    }
    if (!missing.isEmpty())
        found += QStringLiteral("%1 lacks %2").arg(name, missing.join(u' '));
    return found;
}

QStringList junitComplaints(const QByteArray &xml)
{
    QStringList found;
    QXmlStreamReader reader(xml);
    QStringList path{QString()};
    Suite suite;
    while (!reader.atEnd()) {
        const auto token = reader.readNext();
        const QString name = reader.name().toString();
        if (token == QXmlStreamReader::StartElement) {
            found += complaintsAboutElement(reader, path.constLast());
            path += name;
            if (name == QLatin1String("testsuite"))
                suite = {0, 0, 0, reader.attributes()};
            suite.tests += int(name == QLatin1String("testcase"));
            suite.failures += int(name == QLatin1String("failure"));
            suite.skipped += int(name == QLatin1String("skipped"));
        } else if (token == QXmlStreamReader::EndElement) {
            path.removeLast();
            if (name == QLatin1String("testsuite"))
                found += complaintsAboutSuite(suite);
        }
    }
    if (reader.hasError())
        found += reader.errorString();
    return found;
}

} // namespace

/// The output for other programs, against what those formats ask for. Five rules of every kind meet names
/// that are HTML, right to left, long and empty.
class CliFormatsTest final : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<CliDesk> m_desk;
    QString m_policy;

private Q_SLOTS:
    void initTestCase()
    {
        m_desk = std::make_unique<CliDesk>();
        QVERIFY(m_desk->remember(m_desk->demo(QStringLiteral("astronomer")), QStringLiteral("a & <b>")));
        QVERIFY(m_desk->remember(m_desk->demo(QStringLiteral("qovery")), QStringLiteral("q \"cue\"")));
        m_policy = m_desk->path(QStringLiteral("policy.json"));
        QFile file(m_policy);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(R"({"format": "tokenry-policy-1", "rules": [
            {"id": "named <&> well", "kind": "name-pattern", "pattern": "[a-z-]+", "severity": "error"},
            {"id": "ends", "kind": "must-expire", "severity": "warning"},
            {"id": "used", "kind": "unused", "days": 5, "severity": "note"},
            {"id": "short", "kind": "max-lifetime", "days": 30},
            {"id": "fresh", "kind": "rotate-every", "days": 10}]})");
    }

    void theFormItselfIsStrict()
    {
        QFile file(QStringLiteral(TOKENRY_SOURCE_DIR "/tests/cli/data/sarif.json"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const JsonForm form(QJsonDocument::fromJson(file.readAll()).object());
        const auto complaints = [&form](const char *json) {
            return form.complaints(QJsonDocument::fromJson(json).object()).size();
        };
        QCOMPARE(complaints(R"({"version": "2.1.0", "runs": []})"), 0);
        QVERIFY(complaints(R"({"version": "2.0.0", "runs": []})") > 0);
        QVERIFY(complaints(R"({"version": "2.1.0"})") > 0);
        QVERIFY(complaints(R"({"version": "2.1.0", "runs": [{}]})") > 0);
        QVERIFY(complaints(R"({"version": "2.1.0", "runs": [{"tool": {"driver": {"name": ""}}}]})") > 0);
        QVERIFY(complaints(R"({"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "t"}},
            "results": [{"message": {"text": "m"}, "level": "fatal"}]}]})")
            > 0);
        QVERIFY(complaints(R"({"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "t"}},
            "results": [{"message": {"text": "m"}, "ruleindex": 1}]}]})")
            > 0);
    }

    void sarifKeepsItsSchema()
    {
        QFile file(QStringLiteral(TOKENRY_SOURCE_DIR "/tests/cli/data/sarif.json"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QJsonDocument form = QJsonDocument::fromJson(file.readAll());
        QVERIFY(form.isObject());
        const CliEnd end = m_desk->runOpen(words("check --format sarif --policy") + QStringList(m_policy));
        QVERIFY2(end.code == 3, end.err.constData());
        const QJsonObject log = end.json().object();
        const QStringList complaints = JsonForm(form.object()).complaints(log);
        QVERIFY2(complaints.isEmpty(), qPrintable(complaints.join(u'\n')));
        const QJsonObject run = log.value(QLatin1String("runs")).toArray().at(0).toObject();
        QVERIFY(run.value(QLatin1String("results")).toArray().size() > 20);
    }

    void theElementsThemselvesAreStrict()
    {
        QVERIFY(junitComplaints("<testsuites/>").isEmpty());
        QVERIFY(!junitComplaints("<testsuite name='a' tests='0'/>").isEmpty());
        QVERIFY(!junitComplaints("<testsuites><testsuite tests='0'/></testsuites>").isEmpty());
        QVERIFY(!junitComplaints("<testsuites><testsuite name='a' tests='1'/></testsuites>").isEmpty());
        QVERIFY(!junitComplaints("<testsuites><testsuite name='a' tests='0' colour='b'/></testsuites>")
                     .isEmpty());
        QVERIFY(!junitComplaints("<testsuites><failure/></testsuites>").isEmpty());
        QVERIFY(!junitComplaints("<testsuites>").isEmpty());
    }

    void junitKeepsItsForm()
    {
        const CliEnd end = m_desk->runOpen(words("check --format junit --policy") + QStringList(m_policy));
        QVERIFY2(end.code == 3, end.err.constData());
        const QStringList complaints = junitComplaints(end.out);
        QVERIFY2(complaints.isEmpty(), qPrintable(complaints.join(u'\n')));
        QCOMPARE(end.out.count("<testsuite "), 5);
        QVERIFY(end.out.count("<failure") > 10);
        QVERIFY(end.out.count("<skipped") > 0); // what a provider does not tell is no failure
    }
};

QTEST_GUILESS_MAIN(CliFormatsTest)
#include "tst_cliformats.moc"
