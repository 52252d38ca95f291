// SPDX-License-Identifier: MIT
#pragma once

#include "tour.h"
#include "tourkind.h"

/// What the tour does: from an empty profile over the accounts, the table and the whole life of a token of
/// every kind to what goes wrong. What it keeps refers to the given objects, which must outlive its steps.
class TourScript final
{
public:
    TourScript(const TourDriver &driver, Sessions &sessions, DemoHost &demo, const Options &options);

    [[nodiscard]] QList<TourStep> steps();

private:
    void add(const QString &what, const QList<TourDriver::Act> &acts, const std::function<QString()> &check,
        const QString &picture = {});
    void addEmptyProfile();
    void addAccount(const TourKind &kind, const QString &openWith);
    void addTable();
    void addSearch();
    void addSorting();
    void addRevokedAccount();
    void addOtherTheme();
    /// Provider, credential and way to the service.
    [[nodiscard]] QList<TourDriver::Act> credentialForm(const TourKind &kind) const;
    /// From what it may do to the end.
    [[nodiscard]] QList<TourDriver::Act> nameForm(const TourKind &kind) const;

    const TourDriver &m_driver;
    Sessions &m_sessions;
    DemoHost &m_demo;
    const QList<TourKind> m_kinds;
    const TourKind m_revoked;
    QList<TourStep> m_steps;
};
