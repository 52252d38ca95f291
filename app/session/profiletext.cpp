// SPDX-License-Identifier: MIT
#include "session/profiletext.h"

#include <QCoreApplication>
#include <QDir>

namespace {

class ProfileWords
{
    Q_DECLARE_TR_FUNCTIONS(ProfileText)

public:
    static ProfileText of(StoreTrouble trouble);
};

ProfileText ProfileWords::of(StoreTrouble trouble)
{
    ProfileText text;
    text.meaning =
        tr("Your tokens at the providers are not affected. Until the file can be used, Tokenry does "
           "not know your accounts, and forgets what you add when it ends.");
    switch (trouble) {
    case StoreTrouble::FileDamaged:
        text.headline = tr("Tokenry's file is damaged");
        text.what =
            tr("The file that holds your accounts, their credentials, the values you have not stored yet "
               "and the activity cannot be read. Nothing was changed in it.");
        text.next = tr("If you have a copy of it, quit, put the copy back and start again. Otherwise set the "
                       "damaged file aside: it stays in its folder under another name, for somebody who can "
                       "repair it, and Tokenry begins with a new one.");
        break;
    case StoreTrouble::FileNewer:
        text.headline = tr("Tokenry's file is from a newer version");
        text.what =
            tr("The file that holds your accounts and values was made by a newer Tokenry, which keeps "
               "things in it that this version does not know. Nothing was changed in it.");
        text.next = tr("Quit and use the newer version, or give this one another profile with --profile.");
        break;
    default:
        text.headline = tr("Tokenry's file cannot be used");
        text.what =
            tr("The file that holds your accounts and values cannot be opened or written now: its folder "
               "or disk does not allow it, or another program holds it.");
        text.next = tr("Look at the rights of the folder and the space on its disk, then try again.");
        break;
    }
    return text;
}

} // namespace

ProfileText describeProfileTrouble(const Error &error, const QString &filePath)
{
    ProfileText text = ProfileWords::of(error.trouble);
    text.details = QDir::toNativeSeparators(filePath);
    if (!error.technical.isEmpty())
        text.details += u'\n' + error.technical;
    return text;
}
