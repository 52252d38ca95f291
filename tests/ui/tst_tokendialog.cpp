// SPDX-License-Identifier: MIT
#include "ui/tokendialog.h"

#include "dialogfixture.h"
#include "session/errortext.h"
#include "ui/fielderrors.h"
#include "ui/messagebar.h"
#include "ui/namesuggestion.h"
#include "ui/noteline.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QSpinBox>
#include <QWheelEvent>

class TestTokenDialog final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_qovery = m_fixture.add(QStringLiteral("qovery"));
        m_astronomer = m_fixture.add(QStringLiteral("astronomer"));
        m_current = m_fixture.addCurrent();
    }

    void init() { m_hasRoles = true; }
    void cleanup()
    {
        delete m_dialog;
        m_drafts.clear();
        m_changes.clear();
    }

    void offersRolesAndChoosesNone()
    {
        openCreate(m_qovery);
        QTRY_VERIFY(combo("roleField")->count() > 1);
        QCOMPARE(combo("roleField")->currentIndex(), -1);
        QCOMPARE(combo("roleField")->placeholderText(), QStringLiteral("Choose a role…"));
    }

    void theWheelChoosesNoRoleInPassing()
    {
        openCreate(m_qovery);
        QTRY_VERIFY(combo("roleField")->isEnabled());
        line("nameField")->setFocus();
        QWheelEvent wheel(QPointF(5, 5), combo("roleField")->mapToGlobal(QPointF(5, 5)), {}, QPoint(0, -120),
            Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
        QApplication::sendEvent(combo("roleField"), &wheel);
        QCOMPARE(combo("roleField")->currentIndex(), -1);
    }

    void saysWhatTheChosenRoleMayDo()
    {
        openCreate(m_qovery);
        QVERIFY(!note("roleDescription")->isVisible());
        chooseRole(QStringLiteral("Release manager"));
        const QString text = note("roleDescription")->text();
        QVERIFY(text.contains(QStringLiteral("Cluster eu-production: deploys on it")));
        QVERIFY(text.contains(QStringLiteral("production: deploys")));
        QVERIFY(note("roleDescription")->isVisible());
        QCOMPARE(combo("roleField")->accessibleDescription(), text);
        chooseRole(QStringLiteral("Devops"));
        QVERIFY(!note("roleDescription")->isVisible());
        QVERIFY(combo("roleField")->accessibleDescription().isEmpty());
    }

    void descriptionsCannotMoveOtherText()
    {
        m_hasRoles = false;
        openCreate(m_qovery);
        RoleChoice role{EntityType::Organization, QStringLiteral("r"), QStringLiteral("r"),
            QStringLiteral("Reader"), false, QString(QChar(0x202E)) + QStringLiteral("<b>a</b>\r\n\n b ")};
        m_dialog->setRoles(m_qovery->account().id, TokenPlace{}, {role});
        combo("roleField")->setCurrentIndex(0);
        QCOMPARE(note("roleDescription")->text(), QStringLiteral("<b>a</b>\nb"));
    }

    void aTokenMayBeForAWorkspaceOrADeploymentByName()
    {
        openCreate(m_current);
        auto *field = combo("targetField");
        QVERIFY(field->isVisible());
        QTRY_VERIFY(field->findText(QStringLiteral("Deployment production (Pipelines)")) > 0);
        QCOMPARE(field->currentText(), QStringLiteral("Organization"));
        QVERIFY(field->findText(QStringLiteral("Workspace Analytics")) > 0);
        line("nameField")->setText(QStringLiteral("x"));

        field->setCurrentIndex(field->findText(QStringLiteral("Deployment production (Pipelines)")));
        QTRY_VERIFY(combo("roleField")->findText(QStringLiteral("Deployment_Viewer")) >= 0);
        chooseRole(QStringLiteral("Deployment_Viewer"));
        press(m_dialog, "primaryButton");
        QCOMPARE(m_drafts.size(), 1);
        QCOMPARE(m_drafts.last().place, TokenPlace{});
        QVERIFY(m_fixture.server.deploymentIds(m_current->account().organizationId)
                    .contains(m_drafts.last().deploymentId));
        QVERIFY(!m_drafts.last().workspaceId.isEmpty());
        QCOMPARE(m_drafts.last().kind, QStringLiteral("STANDARD"));

        field->setCurrentIndex(field->findText(QStringLiteral("Workspace Analytics")));
        QTRY_VERIFY(combo("roleField")->findText(QStringLiteral("accessor"), Qt::MatchContains) >= 0);
        chooseRole(QStringLiteral("accessor"));
        combo("kindField")->setCurrentIndex(combo("kindField")->findText(QStringLiteral("Direct access")));
        press(m_dialog, "primaryButton");
        QVERIFY(m_drafts.last().deploymentId.isEmpty());
        QVERIFY(!m_drafts.last().workspaceId.isEmpty());
        QCOMPARE(m_drafts.last().kind, QStringLiteral("DIRECT_ACCESS"));
    }

    void whereThereIsNothingToChooseNothingIsAsked()
    {
        openCreate(m_astronomer); // v1alpha1
        QVERIFY(!combo("targetField")->isVisible());
        QVERIFY(!combo("kindField")->isVisible());
        line("nameField")->setText(QStringLiteral("x"));
        chooseRole(QStringLiteral("member"));
        press(m_dialog, "primaryButton");
        QVERIFY(m_drafts.last().kind.isEmpty());
        QVERIFY(m_drafts.last().workspaceId.isEmpty());
    }

    void warnsOfAdministrativeRoles()
    {
        openCreate(m_qovery);
        chooseRole(QStringLiteral("(admin)"));
        QVERIFY(note("roleNote")->text().startsWith(QStringLiteral("Administrative")));
    }

    void complaintsStandAtTheFieldsAndTheFirstGetsTheFocus()
    {
        openCreate(m_astronomer);
        QTRY_VERIFY(combo("roleField")->isEnabled());
        press(m_dialog, "primaryButton");
        QVERIFY(m_drafts.isEmpty());
        QVERIFY(note("nameError")->isVisible());
        QVERIFY(note("roleError")->isVisible());
        QCOMPARE(QApplication::focusWidget(), line("nameField"));
        QTest::keyClicks(line("nameField"), QStringLiteral("x"));
        QVERIFY(!note("nameError")->isVisible());
    }

    void givesTheDraftAsTyped()
    {
        openCreate(m_astronomer);
        QTest::keyClicks(line("nameField"), QStringLiteral(" nightly "));
        QTest::keyClick(line("nameField"), Qt::Key_Tab);
        auto *description = child<QPlainTextEdit>(m_dialog, "descriptionField");
        QCOMPARE(QApplication::focusWidget(), description);
        QTest::keyClicks(description, QStringLiteral("Runs at night"));
        QTest::keyClick(description, Qt::Key_Tab);
        QVERIFY2(QApplication::focusWidget() != description, "Tab leaves the field");
        QCOMPARE(description->toPlainText(), QStringLiteral("Runs at night"));
        chooseRole(QStringLiteral("member"));
        press(m_dialog, "primaryButton");
        QCOMPARE(m_drafts.size(), 1);
        QCOMPARE(m_drafts.first().name, QStringLiteral("nightly"));
        QCOMPARE(m_drafts.first().description, QStringLiteral("Runs at night"));
        QCOMPARE(m_drafts.first().role.name, QStringLiteral("ORGANIZATION_MEMBER"));
        QCOMPARE(m_drafts.first().expiryDays, std::optional(90));
        QVERIFY2(m_dialog->isVisible(), "It stays until the operation has ended");
    }

    void expiryGoesFromOneDayToNever()
    {
        openCreate(m_astronomer);
        QVERIFY(note("expiryNote")->text().contains(QStringLiteral("2027")));
        auto *field = combo("expiryField");
        QStringList offered;
        for (int i = 0; i < field->count(); ++i)
            offered.append(field->itemText(i).section(QLatin1Char(' '), 0, 0));
        QCOMPARE(offered.mid(0, 4),
            QStringList(
                {QStringLiteral("30"), QStringLiteral("60"), QStringLiteral("90"), QStringLiteral("365")}));
        line("nameField")->setText(QStringLiteral("x"));
        chooseRole(QStringLiteral("member"));

        field->setCurrentIndex(4);
        auto *days = child<QSpinBox>(m_dialog, "expiryDays");
        QVERIFY(days->isVisible());
        QCOMPARE(days->minimum(), 1);
        QCOMPARE(days->maximum(), m_astronomer->capabilities().maxExpiryDays);
        days->setValue(7);
        press(m_dialog, "primaryButton");
        QCOMPARE(m_drafts.last().expiryDays, std::optional(7));

        field->setCurrentIndex(5);
        QVERIFY(note("expiryNote")->text().contains(QStringLiteral("until somebody deletes it")));
        press(m_dialog, "primaryButton");
        QVERIFY(!m_drafts.last().expiryDays);
    }

    void aPolicyTokenHasRulesAndAnExpiry()
    {
        openCreate(m_qovery);
        QTRY_VERIFY(combo("roleField")->isEnabled());
        auto *policy = child<QPlainTextEdit>(m_dialog, "policyText");
        QVERIFY(!policy->isVisible());
        QCOMPARE(combo("kindField")->count(), 2);
        combo("kindField")->setCurrentIndex(1);
        QVERIFY(policy->isVisible());
        QVERIFY(combo("expiryField")->isVisible());
        line("nameField")->setText(QStringLiteral("reader"));
        chooseRole(QStringLiteral("viewer"));
        press(m_dialog, "primaryButton");
        QVERIFY(m_drafts.isEmpty());
        QVERIFY(note("policyTextError")->isVisible());
        QTest::keyClicks(policy, QStringLiteral("allow := true"));
        QVERIFY(!note("policyTextError")->isVisible());
        QTRY_VERIFY2(policy->height() >= policy->fontMetrics().lineSpacing() * 6, "the dialog makes room");
        press(m_dialog, "primaryButton");
        QCOMPARE(m_drafts.size(), 1);
        QCOMPARE(m_drafts.first().kind, QStringLiteral("POLICY"));
        QCOMPARE(m_drafts.first().policyText, QStringLiteral("allow := true"));
        QCOMPARE(m_drafts.first().expiryDays, std::optional(90));
        combo("kindField")->setCurrentIndex(0);
        QVERIFY(!policy->isVisible());
        press(m_dialog, "primaryButton");
        QVERIFY(m_drafts.last().policyText.isEmpty() && !m_drafts.last().expiryDays);
    }

    void aProviderWithoutExpirySaysSo()
    {
        openCreate(m_qovery);
        QVERIFY(!combo("expiryField")->isVisible());
        QVERIFY(note("tokenHint")->text().contains(QStringLiteral("expire")));
    }

    void aTakenNameIsSeenBeforeSendingAndAFreeOneOffered()
    {
        const QString taken = QStringLiteral("ci-deploy");
        QVERIFY(isNameTaken(taken, m_qovery->tokens()));
        openCreate(m_qovery);
        line("nameField")->setFocus();
        QTest::keyClicks(line("nameField"), taken.toUpper());
        QTest::keyClick(line("nameField"), Qt::Key_Tab);
        QVERIFY(note("nameError")->isVisible());
        press(m_dialog, "nameSuggestion");
        QVERIFY(!isNameTaken(line("nameField")->text(), m_qovery->tokens()));
        QVERIFY(!note("nameError")->isVisible());
        QVERIFY(!child<QWidget>(m_dialog, "nameSuggestion")->isVisible());
    }

    void namesThatMayRepeatAreNotChecked()
    {
        openCreate(m_astronomer);
        QTest::keyClicks(line("nameField"), QStringLiteral("ci-deploy"));
        QTest::keyClick(line("nameField"), Qt::Key_Tab);
        QVERIFY(!note("nameError")->isVisible());
    }

    void suggestionsCountOn_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<int>("limit");
        QTest::addColumn<QString>("suggestion");
        QTest::newRow("plain") << "ci" << 0 << "ci-4";
        QTest::newRow("numbered") << "ci-2" << 0 << "ci-4";
        QTest::newRow("free number") << "other-7" << 0 << "other-8";
        QTest::newRow("cut to the limit") << "abcdef" << 6 << "abcd-2";
    }
    void suggestionsCountOn()
    {
        QFETCH(QString, name);
        QFETCH(int, limit);
        QList<Token> tokens(3);
        tokens[0].name = QStringLiteral("ci");
        tokens[1].name = QStringLiteral("CI-2");
        tokens[2].name = QStringLiteral("ci-3");
        QTEST(nextFreeName(name, tokens, limit), "suggestion");
    }

    void aTooLongNameIsCountedAndRefusedNotCut()
    {
        openCreate(m_astronomer);
        const int limit = m_astronomer->capabilities().maxNameLength;
        line("nameField")->setText(QString(limit + 1, QLatin1Char('x')));
        press(m_dialog, "primaryButton");
        QVERIFY(note("nameError")->text().contains(QStringLiteral("%1 of %2").arg(limit + 1).arg(limit)));
        QCOMPARE(line("nameField")->text().size(), limit + 1);
    }

    void serverComplaintsFindTheirFields()
    {
        openCreate(m_astronomer);
        QTRY_VERIFY(combo("roleField")->isEnabled());
        m_dialog->setBusy(true);
        m_dialog->showError({QStringLiteral("The service refused it."), {}, {}, {}},
            {{QStringLiteral("tokenExpiryPeriodInDays"), {}, QStringLiteral("Too many days.")},
                {QStringLiteral("roles[0].role"), {}, QStringLiteral("No such role.")},
                {QStringLiteral("entityId"), {}, QStringLiteral("Unknown entity.")}});
        QCOMPARE(note("expiryDaysError")->text(), QStringLiteral("Too many days."));
        QCOMPARE(note("roleError")->text(), QStringLiteral("No such role."));
        QCOMPARE(child<MessageBar>(m_dialog, "messageBar")->text(),
            QStringLiteral("The service refused it. entityId: Unknown entity."));
        QCOMPARE(QApplication::focusWidget(), combo("roleField"));
    }

    void serverFieldNamesAreUnderstood_data()
    {
        QTest::addColumn<QString>("server");
        QTest::addColumn<QString>("form");
        QTest::newRow("name") << "name"
                              << "name";
        QTest::newRow("body path") << "body.name"
                                   << "name";
        QTest::newRow("json pointer") << "/roles/0/role"
                                      << "role";
        QTest::newRow("index") << "roles[0].entityId"
                               << "role";
        QTest::newRow("role id") << "role_id"
                                 << "role";
        QTest::newRow("lifetime") << "tokenExpiryPeriodInDays"
                                  << "expiryDays";
        QTest::newRow("unknown") << "entityId"
                                 << "entityId";
    }
    void serverFieldNamesAreUnderstood()
    {
        QFETCH(QString, server);
        QTEST(formFieldOf(server), "form");
    }

    void aTakenNameAtTheServerOffersAFreeOne()
    {
        openCreate(m_qovery);
        line("nameField")->setText(QStringLiteral("brand-new"));
        m_dialog->showError({QStringLiteral("There is a token of this name already."), {}, {}, {}},
            {{QStringLiteral("name"), QStringLiteral("taken"), QStringLiteral("Taken.")}});
        QCOMPARE(note("nameError")->text(), QStringLiteral("Taken."));
        press(m_dialog, "nameSuggestion");
        QCOMPARE(line("nameField")->text(), QStringLiteral("brand-new-2"));
    }

    void failedRolesAreTriedAgain()
    {
        m_hasRoles = false;
        openCreate(m_qovery);
        m_dialog->setRolesFailed(m_dialog->accountId(), m_dialog->target(),
            {QStringLiteral("The roles did not come."), {}, {}, {}});
        QVERIFY(note("roleNote")->text().contains(QStringLiteral("did not come")));
        QVERIFY(!combo("roleField")->isEnabled());
        m_hasRoles = true;
        press(m_dialog, "roleRetry");
        QTRY_VERIFY(combo("roleField")->isEnabled());
    }

    void rolesOfAnotherAccountAreNotTaken()
    {
        m_hasRoles = false;
        openCreate(m_qovery);
        m_dialog->setRoles(m_astronomer->account().id, {},
            {RoleChoice{{}, QStringLiteral("x"), QStringLiteral("x"), QStringLiteral("X"), false}});
        QVERIFY(!combo("roleField")->isEnabled());
    }

    void anotherAccountBringsItsOwnRolesAndLimits()
    {
        openCreate(m_qovery);
        combo("accountField")->setCurrentIndex(combo("accountField")->findData(m_astronomer->account().id));
        QCOMPARE(m_dialog->accountId(), m_astronomer->account().id);
        QVERIFY(combo("expiryField")->isVisible());
        chooseRole(QStringLiteral("member"));
        QVERIFY(child<QLabel>(m_dialog, "headerAccount")->text().contains(m_astronomer->account().name));
    }

    void whileBusyItIsGreyAndCancelAborts()
    {
        openCreate(m_astronomer);
        line("nameField")->setText(QStringLiteral("x"));
        QSignalSpy aborted(m_dialog.data(), &TokenDialog::abortRequested);
        m_dialog->setBusy(true);
        QCOMPARE(primary(m_dialog)->text(), QStringLiteral("Creating…"));
        QVERIFY(!line("nameField")->isEnabled());
        press(m_dialog, "cancelButton");
        m_dialog->close();
        QCOMPARE(aborted.count(), 2);
        QVERIFY(m_dialog->isVisible());
        m_dialog->setBusy(false);
        QVERIFY(line("nameField")->isEnabled());
        QCOMPARE(primary(m_dialog)->text(), QStringLiteral("Create token"));
    }

    void leavingWithChangesAsksInline()
    {
        openCreate(m_astronomer);
        QTest::keyClicks(line("nameField"), QStringLiteral("x"));
        QTest::keyClick(m_dialog, Qt::Key_Escape);
        auto *bar = child<MessageBar>(m_dialog, "discardBar");
        QVERIFY(bar->isVisible());
        press(m_dialog, "keepEditingButton");
        QVERIFY(m_dialog && !bar->isVisible());
        press(m_dialog, "cancelButton");
        QVERIFY(bar->isVisible());
        press(m_dialog, "discardChangesButton");
        QTRY_VERIFY(!m_dialog);
    }

    void leavingUnchangedAsksNothing()
    {
        openCreate(m_astronomer);
        QTest::keyClick(m_dialog, Qt::Key_Escape);
        QTRY_VERIFY(!m_dialog);
    }

    void aDuplicateTakesOverWhatItMay()
    {
        const auto withRole = [this](bool isAdministrative) {
            const QList<Token> tokens = m_astronomer->tokens();
            for (const Token &token : tokens) {
                const bool isOwner =
                    !token.roles.isEmpty() && token.roles.first().role.endsWith(QLatin1String("_OWNER"));
                const bool isKnown = !token.roles.isEmpty()
                    && token.roles.first().role.startsWith(QLatin1String("ORGANIZATION_"));
                if (isKnown && isOwner == isAdministrative)
                    return token;
            }
            return Token();
        };
        const Token plain = withRole(false);
        open(TokenDialog::forDuplicate(m_fixture.sessions, plain, nullptr));
        QVERIFY(!plain.id.isEmpty());
        QVERIFY(line("nameField")->text() != plain.name);
        QCOMPARE(child<QPlainTextEdit>(m_dialog, "descriptionField")->toPlainText(), plain.description);
        QTRY_COMPARE(combo("roleField")->currentData().toString(), plain.roles.first().role);
        delete m_dialog;

        const Token owner = withRole(true);
        QVERIFY(!owner.id.isEmpty());
        open(TokenDialog::forDuplicate(m_fixture.sessions, owner, nullptr));
        QTRY_VERIFY(combo("roleField")->isEnabled());
        QCOMPARE(combo("roleField")->currentIndex(), -1);
        QVERIFY(note("roleNote")->text().contains(QStringLiteral("not taken over")));
    }

    void anUpdateGivesOnlyWhatChanged()
    {
        const Token token = tokenWithWorkspaces();
        open(TokenDialog::forUpdate(*m_astronomer, token, m_fixture.clock, nullptr));
        QVERIFY(!primary(m_dialog)->isEnabled());
        QTest::keyClicks(line("nameField"), QStringLiteral("-x"));
        QVERIFY(primary(m_dialog)->isEnabled());
        line("nameField")->setText(token.name);
        QVERIFY(!primary(m_dialog)->isEnabled());
        child<QPlainTextEdit>(m_dialog, "descriptionField")->setPlainText(QStringLiteral("new"));
        press(m_dialog, "primaryButton");
        QCOMPARE(m_changes.size(), 1);
        QVERIFY(!m_changes.first().name);
        QCOMPARE(m_changes.first().description, std::optional(QStringLiteral("new")));
        QVERIFY(m_changes.first().roles.isEmpty());
    }

    void everyRoleCanBeChangedOrRemoved()
    {
        const Token token = tokenWithWorkspaces();
        open(TokenDialog::forUpdate(*m_astronomer, token, m_fixture.clock, nullptr));
        const TokenRole changed = workspaceRole(token, 0);
        auto *field = child<QComboBox>(m_dialog, QStringLiteral("roleOf_") + changed.entityId);
        QTRY_VERIFY(field->count() > 1);
        QCOMPARE(field->currentData().toString(), changed.role);
        const QString other = changed.role == QLatin1String("WORKSPACE_AUTHOR")
            ? QStringLiteral("WORKSPACE_MEMBER")
            : QStringLiteral("WORKSPACE_AUTHOR");
        field->setCurrentIndex(field->findData(other));
        const TokenRole removed = workspaceRole(token, 1);
        auto *remove = child<QPushButton>(m_dialog, QStringLiteral("removeRole_") + removed.entityId);
        QTest::mouseClick(remove, Qt::LeftButton);
        press(m_dialog, "primaryButton");
        QCOMPARE(m_changes.size(), 1);
        QCOMPARE(m_changes.first().roles,
            (QList<RoleEdit>{{EntityType::Workspace, changed.entityId, other},
                {EntityType::Workspace, removed.entityId, {}}}));
        QTest::mouseClick(remove, Qt::LeftButton);
        press(m_dialog, "primaryButton");
        QCOMPARE(m_changes.last().roles, (QList<RoleEdit>{{EntityType::Workspace, changed.entityId, other}}));
    }

    void aWorkspaceIsAddedWithARoleOfItsOwn()
    {
        Token token = tokenWithWorkspaces();
        const TokenRole missing = workspaceRole(token, 0);
        token.roles.removeOne(missing);
        open(TokenDialog::forUpdate(*m_astronomer, token, m_fixture.clock, nullptr));
        auto *workspaces = combo("addWorkspaceField");
        workspaces->setCurrentIndex(workspaces->findData(missing.entityId));
        press(m_dialog, "addWorkspaceButton");
        auto *field = child<QComboBox>(m_dialog, QStringLiteral("roleOf_") + missing.entityId);
        QTRY_VERIFY(field->count() > 1);
        QCOMPARE(field->currentIndex(), -1);
        press(m_dialog, "primaryButton");
        QVERIFY(m_changes.isEmpty());
        QVERIFY(note("roleError")->isVisible());
        field->setCurrentIndex(field->findData(QStringLiteral("WORKSPACE_MEMBER")));
        press(m_dialog, "primaryButton");
        QCOMPARE(m_changes.last().roles,
            (QList<RoleEdit>{{EntityType::Workspace, missing.entityId, QStringLiteral("WORKSPACE_MEMBER")}}));
    }

    void rolesNobodyKnowsAreShownAndKept()
    {
        Token token = tokenWithWorkspaces();
        token.roles.append(
            {EntityType::Deployment, QStringLiteral("dep1"), {}, {}, QStringLiteral("custom-one")});
        token.roles.append({EntityType::Other, QStringLiteral("dag1"), QStringLiteral("DAG"), {},
            QStringLiteral("DAG_VIEWER")});
        open(TokenDialog::forUpdate(*m_astronomer, token, m_fixture.clock, nullptr));
        for (const char *name : {"roleOf_dep1", "roleOf_dag1"}) {
            QVERIFY(!combo(name)->isEnabled());
            QVERIFY(!combo(name)->currentText().isEmpty());
        }
        line("nameField")->setText(QStringLiteral("renamed"));
        press(m_dialog, "primaryButton");
        QVERIFY(m_changes.last().roles.isEmpty());
    }

    void theExpiryIsShownAndNotChangeable()
    {
        open(TokenDialog::forUpdate(*m_astronomer, tokenWithWorkspaces(), m_fixture.clock, nullptr));
        QVERIFY(!note("expiryShown")->text().isEmpty());
        QVERIFY(note("expiryDaysHint")->text().contains(QStringLiteral("cannot be changed")));
        QVERIFY(!m_dialog->findChild<QComboBox *>(QStringLiteral("expiryField")));
    }

    void aLongNameIsShortenedInTheHeadlineOnly()
    {
        Token token = tokenWithWorkspaces();
        token.name = QString(256, QLatin1Char('m'));
        open(TokenDialog::forUpdate(*m_astronomer, token, m_fixture.clock, nullptr));
        const auto *headline = child<QLabel>(m_dialog, "headline");
        QVERIFY(headline->text().contains(token.name));
        QVERIFY(headline->height() < 3 * headline->fontMetrics().height());
        QVERIFY(m_dialog->width() < 800);
    }

    void rolesOfADeploymentCanBeEditedByName()
    {
        Token token;
        const QList<Token> all = m_current->tokens();
        for (const Token &one : all) {
            if (one.scope == TokenScope::Deployment)
                token = one;
        }
        QVERIFY(!token.id.isEmpty());
        m_current->loadRoles(token.key());
        QTRY_VERIFY(m_current->token(token.key())->areRolesTold);
        token = *m_current->token(token.key());
        const QString id = token.roles.constFirst().entityId;
        QTRY_VERIFY(m_current->entityName(EntityType::Deployment, id) != id);
        open(TokenDialog::forUpdate(*m_current, token, m_fixture.clock, nullptr));
        auto *entity = m_dialog->findChild<QWidget *>(QStringLiteral("entityOf_") + id);
        QVERIFY(entity);
        QVERIFY(entity->accessibleName().contains(m_current->homeName(token))
            || entity->property("text").toString().contains(m_current->homeName(token)));
        auto *role = child<QComboBox>(m_dialog, QStringLiteral("roleOf_") + id);
        QTRY_VERIFY(role->findText(QStringLiteral("Deployment_Viewer")) >= 0);
        role->setCurrentIndex(role->findText(QStringLiteral("Deployment_Viewer")));
        press(m_dialog, "primaryButton");
        QCOMPARE(m_changes.size(), 1);
        QCOMPARE(m_changes.last().roles,
            (QList<RoleEdit>{{EntityType::Deployment, id, QStringLiteral("Deployment_Viewer")}}));
    }

    void afterHalfAnUpdateOnlyTheRolesAreLeft()
    {
        const Token token = tokenWithWorkspaces();
        open(TokenDialog::forUpdate(*m_astronomer, token, m_fixture.clock, nullptr));
        line("nameField")->setText(QStringLiteral("renamed"));
        const QString workspace = token.roles.constLast().entityId;
        auto *role = child<QComboBox>(m_dialog, QStringLiteral("roleOf_") + workspace);
        QTRY_VERIFY(role->count() > 2);
        role->setCurrentIndex(role->currentIndex() == 0 ? 1 : 0);
        press(m_dialog, "primaryButton");
        QCOMPARE(m_changes.size(), 1);
        QVERIFY(m_changes.last().name);
        QCOMPARE(m_changes.last().roles.size(), 1);

        Error error;
        error.kind = Error::Kind::Server;
        error.outcome = Error::Outcome::Refused;
        error.isHalfDone = true;
        m_dialog->showError(describeError(error, Verb::Update, token.name, m_astronomer->account()), {});
        m_dialog->showTextsSaved();
        QVERIFY(child<MessageBar>(m_dialog, "messageBar")->text().contains(QStringLiteral("were saved")));
        QCOMPARE(m_dialog->basis().name, QStringLiteral("renamed"));
        QVERIFY(!m_dialog->basis().updatedAt.isKnown());
        QCOMPARE(primary(m_dialog)->text(), QStringLiteral("Retry roles"));
        QVERIFY(primary(m_dialog)->isEnabled());
        press(m_dialog, "primaryButton");
        QCOMPARE(m_changes.size(), 2);
        QVERIFY(!m_changes.last().name);
        QVERIFY(!m_changes.last().description);
        QCOMPARE(m_changes.last().roles, m_changes.first().roles);
    }

private:
    void openCreate(const Session *session)
    {
        open(TokenDialog::forCreate(m_fixture.sessions, session->account().id, nullptr));
    }

    void open(TokenDialog *dialog)
    {
        m_dialog = dialog;
        connect(dialog, &TokenDialog::rolesNeeded, this,
            [this](const QString &accountId, const TokenTarget &target) {
                if (!m_hasRoles)
                    return;
                m_fixture.sessions.find(accountId)
                    ->listRoles(m_dialog, target)
                    ->onFinished(m_dialog, [this, accountId, target](Result<QList<RoleChoice>> &&result) {
                        QVERIFY(result.ok());
                        m_dialog->setRoles(accountId, target, result.value());
                    });
            });
        connect(dialog, &TokenDialog::createSubmitted, this,
            [this](const QString &, const TokenDraft &draft) { m_drafts.append(draft); });
        connect(dialog, &TokenDialog::updateSubmitted, this,
            [this](const TokenKey &, const TokenChange &change) { m_changes.append(change); });
        QVERIFY(openAndWait(dialog));
    }

    [[nodiscard]] QComboBox *combo(const char *name) const { return child<QComboBox>(m_dialog, name); }
    [[nodiscard]] QLineEdit *line(const char *name) const { return child<QLineEdit>(m_dialog, name); }
    [[nodiscard]] NoteLine *note(const char *name) const { return child<NoteLine>(m_dialog, name); }

    void chooseRole(const QString &part) const
    {
        QTRY_VERIFY(combo("roleField")->isEnabled());
        const int index = combo("roleField")->findText(part, Qt::MatchContains);
        QVERIFY(index >= 0);
        combo("roleField")->setCurrentIndex(index);
    }

    /// An organization token with roles in at least two workspaces.
    [[nodiscard]] Token tokenWithWorkspaces() const
    {
        const QList<Token> tokens = m_astronomer->tokens();
        for (const Token &token : tokens) {
            if (token.scope == TokenScope::Organization && token.roles.size() >= 3)
                return token;
        }
        qFatal("The simulator has no token with several roles");
    }

    static TokenRole workspaceRole(const Token &token, int index)
    {
        QList<TokenRole> found;
        for (const TokenRole &role : token.roles) {
            if (role.entityType == EntityType::Workspace)
                found.append(role);
        }
        return found.value(index);
    }

    DialogFixture m_fixture;
    Session *m_qovery = nullptr;
    Session *m_astronomer = nullptr;
    Session *m_current = nullptr; ///< the same in the current generation
    QPointer<TokenDialog> m_dialog;
    QList<TokenDraft> m_drafts;
    QList<TokenChange> m_changes;
    bool m_hasRoles = true;
};

QTEST_MAIN(TestTokenDialog)
#include "tst_tokendialog.moc"
