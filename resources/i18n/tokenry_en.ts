<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US">
<context>
    <name>AccountList</name>
    <message numerus="yes">
        <source>%Ln token(s) listed %1, not confirmed since</source>
        <translation>
            <numerusform>%Ln token listed %1, not confirmed since</numerusform>
            <numerusform>%Ln tokens listed %1, not confirmed since</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ConnectText</name>
    <message numerus="yes">
        <source>Lists the tokens of %1: %n there.</source>
        <extracomment>%1: &quot;the organization&quot; or &quot;workspace …&quot;</extracomment>
        <translation>
            <numerusform>Lists the tokens of %1: %n there.</numerusform>
            <numerusform>Lists the tokens of %1: %n there.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ErrorText</name>
    <message numerus="yes">
        <source>%n second(s)</source>
        <translation>
            <numerusform>%n second</numerusform>
            <numerusform>%n seconds</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <translation>
            <numerusform>%n minute</numerusform>
            <numerusform>%n minutes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ExpiryPicker</name>
    <message numerus="yes">
        <source>%n days</source>
        <translation>
            <numerusform>%n day</numerusform>
            <numerusform>%n days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HealthText</name>
    <message numerus="yes">
        <source>This computer&apos;s clock is %n minute(s) ahead of the service&apos;s.</source>
        <translation>
            <numerusform>This computer&apos;s clock is %n minute ahead of the service&apos;s.</numerusform>
            <numerusform>This computer&apos;s clock is %n minutes ahead of the service&apos;s.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>This computer&apos;s clock is %n minute(s) behind the service&apos;s.</source>
        <translation>
            <numerusform>This computer&apos;s clock is %n minute behind the service&apos;s.</numerusform>
            <numerusform>This computer&apos;s clock is %n minutes behind the service&apos;s.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ListingAge</name>
    <message numerus="yes">
        <source>%Ln day(s) old</source>
        <translation>
            <numerusform>%Ln day old</numerusform>
            <numerusform>%Ln days old</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ListingTrouble</name>
    <message numerus="yes">
        <source>%n accounts could not be listed completely: %1.</source>
        <translation>
            <numerusform>%n account could not be listed completely: %1.</numerusform>
            <numerusform>%n accounts could not be listed completely: %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n accounts wait for their credentials, which are kept in memory only: %1.</source>
        <translation>
            <numerusform>%n account waits for its credential, which is kept in memory only: %1.</numerusform>
            <numerusform>%n accounts wait for their credentials, which are kept in memory only: %1.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message numerus="yes">
        <source>Copied %Ln id(s).</source>
        <translation>
            <numerusform>Copied %Ln id.</numerusform>
            <numerusform>Copied %Ln ids.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n new value(s) of its tokens are not stored yet. They stay here until you say that you have them.</source>
        <translation>
            <numerusform>%n new value of its tokens is not stored yet. It stays here until you say that you have it.</numerusform>
            <numerusform>%n new values of its tokens are not stored yet. They stay here until you say that you have them.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PreCheck</name>
    <message numerus="yes">
        <source>The name is longer than %n character(s).</source>
        <translation>
            <numerusform>The name is longer than %n character.</numerusform>
            <numerusform>The name is longer than %n characters.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The description is longer than %n character(s).</source>
        <translation>
            <numerusform>The description is longer than %n character.</numerusform>
            <numerusform>The description is longer than %n characters.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The lifetime must be 1 to %n day(s).</source>
        <translation>
            <numerusform>The lifetime must be 1 to %n day.</numerusform>
            <numerusform>The lifetime must be 1 to %n days.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The policy is longer than %n character(s).</source>
        <translation>
            <numerusform>The policy is longer than %n character.</numerusform>
            <numerusform>The policy is longer than %n characters.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ProtectionDialog</name>
    <message numerus="yes">
        <source>At least %n character(s).</source>
        <translation>
            <numerusform>At least %n character.</numerusform>
            <numerusform>At least %n characters.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Qovery</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>QuitGuard</name>
    <message numerus="yes">
        <source>%Ln new token value(s) are not stored yet. They are in memory only and would be lost.</source>
        <translation>
            <numerusform>%Ln new token value is not stored yet. It is in memory only and would be lost.</numerusform>
            <numerusform>%Ln new token values are not stored yet. They are in memory only and would be lost.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln operation(s) are still under way. Their outcome, and any new value, would not be known.</source>
        <translation>
            <numerusform>%Ln operation is still under way. Its outcome, and any new value, would not be known.</numerusform>
            <numerusform>%Ln operations are still under way. Their outcome, and any new value, would not be known.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln new token value(s) are not stored yet. They stay in the vault and are offered again at the next start.</source>
        <translation>
            <numerusform>%Ln new token value is not stored yet. It stays in the vault and is offered again at the next start.</numerusform>
            <numerusform>%Ln new token values are not stored yet. They stay in the vault and are offered again at the next start.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SecretDialog</name>
    <message numerus="yes">
        <source>Copied and checked. Clears in %n s.</source>
        <translation>
            <numerusform>Copied and checked. Clears in %n s.</numerusform>
            <numerusform>Copied and checked. Clears in %n s.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 was copied and checked. Clears in %n s.</source>
        <translation>
            <numerusform>%1 was copied and checked. Clears in %n s.</numerusform>
            <numerusform>%1 was copied and checked. Clears in %n s.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StatusArea</name>
    <message numerus="yes">
        <source>%1 waits %Ln second(s) before it is tried again</source>
        <translation>
            <numerusform>%1 waits %Ln second before it is tried again</numerusform>
            <numerusform>%1 waits %Ln seconds before it is tried again</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %Ln token(s)</source>
        <translation>
            <numerusform>%1 of %Ln token</numerusform>
            <numerusform>%1 of %Ln tokens</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln token(s)</source>
        <translation>
            <numerusform>%Ln token</numerusform>
            <numerusform>%Ln tokens</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>loading %Ln account(s)</source>
        <translation>
            <numerusform>loading %Ln account</numerusform>
            <numerusform>loading %Ln accounts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln unclaimed secret(s) ▸</source>
        <translation>
            <numerusform>%Ln unclaimed secret ▸</numerusform>
            <numerusform>%Ln unclaimed secrets ▸</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln unanswered operation(s) ▸</source>
        <translation>
            <numerusform>%Ln unanswered operation ▸</numerusform>
            <numerusform>%Ln unanswered operations ▸</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln list(s) of an earlier run, the oldest %1</source>
        <translation>
            <numerusform>%Ln list of an earlier run, %1</numerusform>
            <numerusform>%Ln lists of an earlier run, the oldest %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TokenDetails</name>
    <message numerus="yes">
        <source>%n tokens are selected.</source>
        <translation>
            <numerusform>%n token is selected.</numerusform>
            <numerusform>%n tokens are selected.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n days</source>
        <translation>
            <numerusform>%n day</numerusform>
            <numerusform>%n days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TokenFlows</name>
    <message numerus="yes">
        <source>Added %n accounts.</source>
        <translation>
            <numerusform>Added %n account.</numerusform>
            <numerusform>Added %n accounts.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TokenPane</name>
    <message numerus="yes">
        <source>The search and the chosen view hide %Ln token(s).</source>
        <translation>
            <numerusform>The search and the chosen view hide %Ln token.</numerusform>
            <numerusform>The search and the chosen view hide %Ln tokens.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln account(s) could not be listed</source>
        <translation>
            <numerusform>%Ln account could not be listed</numerusform>
            <numerusform>%Ln accounts could not be listed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TokenText</name>
    <message numerus="yes">
        <source>in %n days</source>
        <translation>
            <numerusform>in %n days</numerusform>
            <numerusform>in %n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>in %n months</source>
        <translation>
            <numerusform>in %n months</numerusform>
            <numerusform>in %n months</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>in %n years</source>
        <translation>
            <numerusform>in %n years</numerusform>
            <numerusform>in %n years</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n days ago</source>
        <translation>
            <numerusform>%n days ago</numerusform>
            <numerusform>%n days ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n months ago</source>
        <translation>
            <numerusform>%n months ago</numerusform>
            <numerusform>%n months ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n years ago</source>
        <translation>
            <numerusform>%n years ago</numerusform>
            <numerusform>%n years ago</numerusform>
        </translation>
    </message>
</context>
</TS>
